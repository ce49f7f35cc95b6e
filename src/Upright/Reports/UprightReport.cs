using System.Text.Json;
using System.Text.Json.Nodes;

namespace Upright;

/// <summary>What was found out about a picture and what was done to it.</summary>
public sealed record UprightReport
{
    /// <summary>The estimate that decided.</summary>
    public required RotationEstimate Estimate { get; init; }

    /// <summary>How the picture was turned; <see cref="RotationMethod.None"/> when it was not.</summary>
    public required RotationMethod Method { get; init; }

    /// <summary>The turn that was carried out; zero when there was none.</summary>
    public required Angle Turned { get; init; }

    /// <summary>Whether left and right were exchanged after the turn.</summary>
    public bool Unmirrored { get; init; }

    /// <summary>Width of the output in pixels.</summary>
    public required int OutputWidth { get; init; }

    /// <summary>Height of the output in pixels.</summary>
    public required int OutputHeight { get; init; }

    /// <summary>The output's format.</summary>
    public required PictureFormat OutputFormat { get; init; }

    /// <summary>Whether the output is the input, byte for byte.</summary>
    public required bool IsInputUnchanged { get; init; }

    /// <summary>What the output lacks that the input had besides its pixels, and what beside it does not agree; mostly nothing.</summary>
    public IReadOnlyList<PictureNote> Notes { get; init; } = [];

    /// <summary>Where it was written, if not to the path that was given or to a stream.</summary>
    internal string? OutputPath { get; init; }

    /// <summary>The fields of <c>output_meta.json</c>, indented.</summary>
    public string ToJson() => JsonSerializer.Serialize(ReportDocument.Of(this), ReportJson.Default.ReportDocument) + "\n";

    /// <summary>The same fields as an object.</summary>
    internal JsonObject ToJsonObject() => JsonSerializer.SerializeToNode(ReportDocument.Of(this), ReportJson.Default.ReportDocument)!.AsObject();

    /// <summary>
    /// Writes <c>NAME_angle.txt</c> (one line, one number) and <c>NAME_meta.json</c> beside an output <c>NAME.ending</c>;
    /// each is the old file or the new one, whole.
    /// </summary>
    /// <param name="outputPath">The path that the picture was written to.</param>
    /// <exception cref="UprightException"><see cref="UprightError.CannotWrite"/></exception>
    public void WriteBeside(string outputPath)
    {
        ReportFiles.Beside(outputPath).Write([Estimate.Angle], ToJson());
    }
}
