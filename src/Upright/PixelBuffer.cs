namespace Upright;

/// <summary>A small decoded picture in memory, tightly packed rows of 8-bit grey (1 channel) or sRGB (3 channels).</summary>
/// <remarks>The currency between the decoder, the network and the text-line stage, which do not know each other.</remarks>
/// <param name="Pixels">Height × width × channels bytes, top row first.</param>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">1 for grey, 3 for red, green, blue.</param>
internal sealed record PixelBuffer(byte[] Pixels, int Width, int Height, int Channels);
