using System.CommandLine;

namespace Upright.Cli;

/// <summary>How upright pictures are written.</summary>
internal sealed class WritingOptions
{
    private static readonly string[] Formats = [.. Enum.GetValues<PictureFormat>().Where(format => format.WrittenAs() == format).Select(format => format.ToString().ToLowerInvariant())];

    private readonly Option<Canvas> canvas = new("--canvas") { HelpName = "grow|inner|same", Description = "grow cuts nothing off, inner has no corners to fill, same keeps the size.", DefaultValueFactory = _ => Canvas.Grow };
    private readonly Option<Fill> fill = new("--fill")
    {
        Description = "What fills the corners: auto, white, black, edge, transparent or #rrggbb.",
        HelpName = "fill",
        DefaultValueFactory = _ => Fill.Auto,
        CustomParser = result =>
        {
            if (!Fill.TryParse(result.Tokens[0].Value, out var chosen))
            {
                result.AddError(Words.Of($"--fill: '{result.Tokens[0].Value}' is none of auto, white, black, edge, transparent, #rrggbb."));
            }

            return chosen;
        },
    };

    private readonly Option<TurnPart> only = new("--only") { HelpName = "whole|quarter|residual", Description = "quarter resamples nothing; residual puts nothing on its side or head.", DefaultValueFactory = _ => TurnPart.Whole };
    private readonly Option<bool> unmirror = new("--unmirror") { Description = "Exchange left and right where letters are surely seen in a mirror; not of pages of a PDF." };
    private readonly Option<bool> tagOnly = new("--tag-only") { Description = "Turn by quarters and by the orientation tag alone; no pixel is written; of cameras' raw files by a sidecar. Not for GIF." };
    private readonly Option<bool> sidecars = new("--sidecars") { Description = "Take sidecars of XMP (a.jpg.xmp, a.xmp) along, set right for the turned picture." };
    private readonly Option<PictureFormat?> format = new("--format") { HelpName = string.Join('|', Formats), Description = "Otherwise by the output's ending or as the input." };
    private readonly Option<int?> quality = new("--quality") { Description = "1 to 100, for formats with loss; otherwise as the input." };
    private readonly Option<JpegEdge> edge = new("--edge")
    {
        HelpName = "reencode|keep|trim",
        Description = "For JPEGs whose edge stands in the way of a quarter turn without loss: encode again, keep all and set the EXIF orientation, or cut up to 15 pixels.",
        DefaultValueFactory = _ => JpegEdge.Reencode,
    };
    private readonly Option<bool> changeSigned = new("--change-signed") { Description = "Turn pages of signed PDFs too, which breaks their signatures." };

    public void AddTo(Command command)
    {
        format.CompletionSources.Add(Formats);
        // Of formats that are read alone an answer comes now, not after the work.
        format.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var given }] && Enum.TryParse<PictureFormat>(given, ignoreCase: true, out var known) && known.WrittenAs() != known)
            {
                result.AddError(Words.Of($"--format: {given} is read and not written; written are {string.Join(", ", Formats)}."));
            }
        });
        command.AddAll(canvas, fill, only, unmirror, tagOnly, edge, sidecars, format, quality, changeSigned);
    }

    /// <summary>The format that was asked for.</summary>
    public PictureFormat? Format(ParseResult parsed) => parsed.GetValue(format);

    /// <summary>Whether the tag alone is written, which is the one way to turn a camera's raw file.</summary>
    public bool TagOnly(ParseResult parsed) => parsed.GetValue(tagOnly);

    public FixOptions ToFixOptions(ParseResult parsed) => new()
    {
        Canvas = parsed.GetValue(canvas),
        Fill = parsed.GetValue(fill),
        Only = parsed.GetValue(only),
        Unmirror = parsed.GetValue(unmirror),
        TagOnly = parsed.GetValue(tagOnly),
        Edge = parsed.GetValue(edge),
        Sidecars = parsed.GetValue(sidecars),
        Format = parsed.GetValue(format),
        Quality = parsed.GetValue(quality),
        ChangeSigned = parsed.GetValue(changeSigned),
    };
}
