namespace Upright.Pages;

/// <summary>A file format of documents with pages.</summary>
public enum DocumentFormat
{
    /// <summary>PDF.</summary>
    Pdf,

    /// <summary>TIFF with more than one page.</summary>
    Tiff,
}
