using Upright.Imaging;
using Upright.Rectification;

namespace Upright;

/// <summary>How a picture was written.</summary>
/// <param name="Plan">What was done, as it was carried out.</param>
/// <param name="Behind">What lay behind a JPEG's picture, as it was written or left out; null where nothing did.</param>
internal sealed record WrittenPicture(RotationPlan Plan, JpegBehind? Behind = null)
{
    /// <summary>What was lost.</summary>
    public IReadOnlyList<PictureNote> Notes => Behind is null ? [] : [.. Lost(Behind).Distinct()];

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
