namespace Upright.TextLines;

/// <summary>Which strokes of a page are followed.</summary>
internal enum StrokeKind
{
    /// <summary>Those of letters, which point everywhere.</summary>
    Letters,

    /// <summary>Those that are straight over a small window: the rules of tables and forms, edges of frames.</summary>
    Rules,
}
