using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Upright.Server.Pictures;

/// <summary>The options of a request that say how the upright picture is written, spelt as those of the tool.</summary>
internal sealed record WritingQuery
{
    [FromQuery(Name = "turn"), Description("A turn chosen by eye, in degrees clockwise: it is carried out whatever the estimate says.")]
    public double? Turn { get; init; }

    [FromQuery(Name = "page_turns"), Description("Turns chosen by eye for pages of a document: numbers from 1 and degrees clockwise, `3:90,7:-2.5`. They are carried out, and those pages are not judged.")]
    public PageTurns? PageTurns { get; init; }

    [FromQuery(Name = "unmirror"), Description("Exchange left and right, after the turn, where letters are surely seen in a mirror; by default that is only told.")]
    public bool? Unmirror { get; init; }

    [FromQuery(Name = "tag_only"), Description("Turn by quarters, and by the orientation tag alone: no pixel is written. Not for GIF; without `format` and `quality`.")]
    public bool? TagOnly { get; init; }

    [FromQuery(Name = "canvas"), Description("grow cuts nothing off, inner has no corners to fill, same keeps the size; by default grow.")]
    public Named<Canvas>? Canvas { get; init; }

    [FromQuery(Name = "fill"), Description("What fills the corners: auto, white, black, edge, transparent or #rrggbb; by default auto.")]
    public Fill? Fill { get; init; }

    [FromQuery(Name = "only"), Description("quarter resamples nothing; residual puts nothing on its side or head; by default whole.")]
    public Named<TurnPart>? Only { get; init; }

    [FromQuery(Name = "edge"), Description("For JPEGs whose edge stands in the way of a quarter turn without loss: encode again, keep all and set the EXIF orientation, or cut up to 15 pixels; by default reencode.")]
    public Named<JpegEdge>? Edge { get; init; }

    [FromQuery(Name = "format"), Description("The format to write; by default the picture's own.")]
    public Named<PictureFormat>? Format { get; init; }

    [FromQuery(Name = "quality"), Description("1 to 100, for formats with loss; by default as the picture came.")]
    public int? Quality { get; init; }

    [FromQuery(Name = "change_signed"), Description("Turn pages of a signed PDF too, which its signatures will tell of; by default it is refused.")]
    public bool? ChangeSigned { get; init; }

    /// <summary>The library's options.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.InvalidOptions"/>: the turn is no angle.</exception>
    public FixOptions ToOptions()
    {
        if (Turn is { } turn && !double.IsFinite(turn))
        {
            throw new UprightException(UprightError.InvalidOptions, "turn is not a finite number of degrees.");
        }

        var defaults = new FixOptions();
        return new FixOptions
        {
            Turn = Turn is { } degrees ? new Angle(degrees) : null,
            PageTurns = PageTurns?.Angles,
            Unmirror = Unmirror ?? defaults.Unmirror,
            TagOnly = TagOnly ?? defaults.TagOnly,
            Canvas = Canvas?.Value ?? defaults.Canvas,
            Fill = Fill ?? defaults.Fill,
            Only = Only?.Value ?? defaults.Only,
            Edge = Edge?.Value ?? defaults.Edge,
            Format = Format?.Value,
            Quality = Quality,
            ChangeSigned = ChangeSigned ?? defaults.ChangeSigned,
        };
    }
}
