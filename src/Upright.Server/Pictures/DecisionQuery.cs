using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Upright.Server.Pictures;

/// <summary>The options of a request that decide about the angle, spelt as those of the tool.</summary>
internal sealed record DecisionQuery
{
    [FromQuery(Name = "threshold"), Description("Below this confidence nothing is changed: 0 to 1, by default 0.98.")]
    public double? Threshold { get; init; }

    [FromQuery(Name = "expect"), Description("Where the picture comes from, and so which angles are likely; by default any.")]
    public Named<AngleExpectation>? Expect { get; init; }

    [FromQuery(Name = "effort"), Description("How much is looked at before an answer is given up: normal, or quick for the small network alone; by default normal.")]
    public Named<Effort>? Effort { get; init; }

    [FromQuery(Name = "dead_band"), Description("Degrees that are left alone, 0 to 45; by default 0.3 for photos and 0.05 for pages with lines of text.")]
    public double? DeadBand { get; init; }

    [FromQuery(Name = "max_angle"), Description("An answer that would turn further than these degrees, 0 to 180, is not carried out, but unsure.")]
    public double? MaxAngle { get; init; }

    [FromQuery(Name = "tolerant"), Description("Use what can be decoded of a damaged picture; by default it is refused.")]
    public bool? Tolerant { get; init; }

    [FromQuery(Name = "views"), Description("Also answer which view the network had (`view`) and the density of text lines it saw there (`text_lines`).")]
    public bool? Views { get; init; }

    /// <summary>The service's options with those of the request.</summary>
    public UprightOptions Over(UprightOptions options) => options with
    {
        Threshold = Threshold ?? options.Threshold,
        Expect = Expect?.Value ?? options.Expect,
        Effort = Effort?.Value ?? options.Effort,
        DeadBand = DeadBand ?? options.DeadBand,
        TextDeadBand = DeadBand ?? options.TextDeadBand,
        MaxAngle = MaxAngle ?? options.MaxAngle,
        Tolerant = Tolerant ?? options.Tolerant,
    };
}
