namespace Upright.Cli;

/// <summary>What an output lacks, or what beside it does not agree, in words.</summary>
internal static class NoteName
{
    public static string Of(PictureNote note) => note switch
    {
        PictureNote.GainMapRemoved => Words.Of("its gain map could not be kept: no HDR"),
        PictureNote.SecondPictureRemoved => Words.Of("a second picture in it could not be kept"),
        PictureNote.FilmRemoved => Words.Of("its film could not be kept"),
        PictureNote.TrailerRemoved => Words.Of("what its maker put behind it could not be kept"),
        PictureNote.SidecarOrientation => Words.Of("its sidecar names another orientation (--sidecars sets it right)"),
        PictureNote.ExtraChannelRemoved => Words.Of("a channel that is neither colour nor opacity could not be kept"),
        PictureNote.BitsReduced => Words.Of("it has more bits a sample than could be kept"),
        PictureNote.DepthMapRemoved => Words.Of("its depth map could not be kept"),
        _ => throw new ArgumentOutOfRangeException(nameof(note), note, null),
    };
}
