namespace Upright.Imaging;

/// <summary>A box of an ISO media file (ISO/IEC 14496-12, 4.2) among the bytes it was found in.</summary>
/// <param name="Type">Its four letters.</param>
/// <param name="At">Where its header begins.</param>
/// <param name="Body">Where its content begins.</param>
/// <param name="End">Where the next box begins.</param>
internal readonly record struct IsoBox(string Type, int At, int Body, int End);
