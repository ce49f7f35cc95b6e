using Upright.Imaging;
using Upright.Rectification;

namespace Upright;

/// <summary>How a picture was written.</summary>
/// <param name="Plan">What was done, as it was carried out.</param>
/// <param name="Coordinates">Where its points came to lie; null where it lies as it did, or only its tag was changed.</param>
/// <param name="Behind">What lay behind a JPEG's picture, as it was written or left out; null where nothing did.</param>
internal sealed record WrittenPicture(RotationPlan Plan, CoordinateMap? Coordinates = null, JpegBehind? Behind = null)
{
    /// <summary>Whether a channel that is neither colour nor opacity was left out.</summary>
    public bool LosesChannel { get; init; }

    /// <summary>Whether there are fewer bits a sample than there were.</summary>
    public bool LosesBits { get; init; }

    /// <summary>What else the file held and the written one does not.</summary>
    public IReadOnlyList<PictureNote> Beside { get; init; } = [];

    /// <summary>What was lost.</summary>
    public IReadOnlyList<PictureNote> Notes =>
        [.. Behind is null ? [] : Lost(Behind).Distinct(), .. LosesChannel ? (PictureNote[])[PictureNote.ExtraChannelRemoved] : [], .. LosesBits ? (PictureNote[])[PictureNote.BitsReduced] : [], .. Beside];

    /// <summary>The orientation by which the written picture is shown, 1 to 8.</summary>
    /// <param name="input">The orientation of the input.</param>
    public int Orientation(int input) => Coordinates is null ? UprightOutput.TagOf(input, Plan) : 1;

    private static IEnumerable<PictureNote> Lost(JpegBehind behind)
    {
        foreach (var companion in behind.Companions.Where(companion => behind.IsLeftOut || companion.Written is null))
        {
            yield return companion.IsGainMap ? PictureNote.GainMapRemoved : PictureNote.SecondPictureRemoved;
        }

        if (behind is { IsLeftOut: true, HasMore: true })
        {
            yield return behind.HasFilm ? PictureNote.FilmRemoved : PictureNote.TrailerRemoved;
        }
    }
}
