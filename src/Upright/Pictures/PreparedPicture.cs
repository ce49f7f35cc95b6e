using Upright.Rectification;

namespace Upright;

/// <summary>A picture that is ready to be written.</summary>
/// <param name="Plan">The plan as it is carried out.</param>
/// <param name="Format">The format in which it is written.</param>
/// <param name="Write">Writes it to a seekable stream, once.</param>
internal sealed record PreparedPicture(RotationPlan Plan, PictureFormat Format, Action<Stream> Write);
