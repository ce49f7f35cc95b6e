using Upright.Files;
using Upright.Imaging;

namespace Upright.Pages.Apart;

/// <summary>What a reader is asked; each is a frame of its kind and its numbers.</summary>
internal abstract record Question(QuestionKind Kind)
{
    /// <summary>Writes what follows the kind.</summary>
    public abstract void Write(BinaryWriter writer);
}

/// <summary>The kinds of questions.</summary>
internal enum QuestionKind : byte
{
    Open,
    Count,
    Read,
    Size,
    Draw,
    Write,
    Close,
}

/// <summary>Opens a document; answered by the number of its pages.</summary>
internal sealed record OpenQuestion(PictureSource Source, DecodeLimits Limits) : Question(QuestionKind.Open)
{
    /// <summary>How many pages it has; set when it was opened.</summary>
    public int PageCount { get; set; }

    // Two questions about one file are two documents: each is opened and closed by itself.
    public bool Equals(OpenQuestion? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public override void Write(BinaryWriter writer)
    {
        writer.Write(Limits.MaxPixels);
        writer.Write(Limits.MaxFileSize);
        writer.Write(Limits.Tolerant);
        writer.Write(Limits.ReadsWithImageMagick);
        writer.Write(Source.Path ?? "");
        if (Source.Version is { } version)
        {
            version.Write(writer);
            return;
        }

        writer.Flush();
        Source.CopyTo(writer.BaseStream, CancellationToken.None);
    }

    /// <exception cref="UprightException">It cannot be opened, or its path leads to another file than the one that was asked about.</exception>
    public static (PictureSource Source, DecodeLimits Limits) Read(BinaryReader reader)
    {
        DecodeLimits limits = new()
        {
            MaxPixels = reader.ReadInt64(), MaxFileSize = reader.ReadInt64(), Tolerant = reader.ReadBoolean(), ReadsWithImageMagick = reader.ReadBoolean(),
        };
        return reader.ReadString() is { Length: > 0 } path
            ? (SameFile(path, FileVersion.Read(reader), limits), limits)
            : (PictureSource.FromMemory(reader.ReadBytes((int)(reader.BaseStream.Length - reader.BaseStream.Position)), limits), limits);
    }

    private static PictureSource SameFile(string path, FileVersion asked, DecodeLimits limits)
    {
        var source = PictureSource.FromFile(path, limits);
        if (source.Version == asked)
        {
            return source;
        }

        source.Dispose();
        throw FilePictureSource.Changed();
    }
}

/// <summary>About a page, or about the document where that has no number.</summary>
internal sealed record PageQuestion(QuestionKind Kind, int Number = 0, int LongSide = 0) : Question(Kind)
{
    public override void Write(BinaryWriter writer)
    {
        writer.Write(Number);
        writer.Write(LongSide);
    }

    public static PageQuestion Read(QuestionKind kind, BinaryReader reader) => new(kind, reader.ReadInt32(), reader.ReadInt32());
}

/// <summary>Writes the document; answered by the bytes that follow its own.</summary>
internal sealed record WriteQuestion(IReadOnlyList<PageReport> Pages, FixOptions Options) : Question(QuestionKind.Write)
{
    public override void Write(BinaryWriter writer)
    {
        writer.Write((int)Options.Canvas);
        writer.Write(Options.ChangeSigned);
        writer.Write(Pages.Count);
        foreach (var page in Pages)
        {
            writer.Write(page.Estimate.Number);
            writer.Write((int)page.Method);
            writer.Write(page.Turned.Degrees);
        }
    }

    public static WriteQuestion Read(BinaryReader reader)
    {
        FixOptions options = new() { Canvas = (Canvas)reader.ReadInt32(), ChangeSigned = reader.ReadBoolean() };
        var pages = new PageReport[reader.ReadInt32()];
        for (var i = 0; i < pages.Length; i++)
        {
            PageEstimate estimate = new() { Number = reader.ReadInt32(), Kind = PageKind.Given, Width = 0, Height = 0 };
            pages[i] = new PageReport { Estimate = estimate, Method = (RotationMethod)reader.ReadInt32(), Turned = new Angle(reader.ReadDouble()), OutputWidth = 0, OutputHeight = 0 };
        }

        return new WriteQuestion(pages, options);
    }
}
