using System.Text.Json.Serialization;

namespace Upright;

/// <summary>What says something about a picture's angle.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvidenceSource>))]
public enum EvidenceSource
{
    /// <summary>What was to be expected before looking (<see cref="UprightOptions.Expect"/>).</summary>
    [JsonStringEnumMemberName("expectation")]
    Expectation,

    /// <summary>The small network's views of the whole picture, over the whole circle.</summary>
    [JsonStringEnumMemberName("glance")]
    Glance,

    /// <summary>The small network's views of the picture turned back by the glance's answer.</summary>
    [JsonStringEnumMemberName("second-look")]
    SecondLook,

    /// <summary>The small network's views of the one thing that the picture shows before its surroundings, or of the part that text fills.</summary>
    [JsonStringEnumMemberName("closer-look")]
    CloserLook,

    /// <summary>The larger network's views of the whole picture.</summary>
    [JsonStringEnumMemberName("large-network")]
    LargeNetwork,

    /// <summary>The page orientation network (PP-LCNet).</summary>
    [JsonStringEnumMemberName("page-network")]
    PageNetwork,

    /// <summary>The same network, shown four parts of the page from closer by.</summary>
    [JsonStringEnumMemberName("page-parts")]
    PageParts,

    /// <summary>Letters, read by the small network in tiles at reading size.</summary>
    [JsonStringEnumMemberName("letters")]
    Letters,

    /// <summary>Lines of text, measured.</summary>
    [JsonStringEnumMemberName("lines")]
    Lines,

    /// <summary>Rules of a table or a form, measured.</summary>
    [JsonStringEnumMemberName("rules")]
    Rules,

    /// <summary>The outline of the one thing that the picture shows before its surroundings.</summary>
    [JsonStringEnumMemberName("outline")]
    Outline,

    /// <summary>Letters that are too large for those tiles, read in tiles twice as wide.</summary>
    [JsonStringEnumMemberName("larger-letters")]
    LargerLetters,
}
