namespace Upright;

/// <summary>A picture that is ready to be written.</summary>
/// <param name="Written">What is done to it.</param>
/// <param name="Format">The format in which it is written.</param>
/// <param name="Write">Writes it to a seekable stream, once.</param>
internal sealed record PreparedPicture(WrittenPicture Written, PictureFormat Format, Action<Stream> Write);
