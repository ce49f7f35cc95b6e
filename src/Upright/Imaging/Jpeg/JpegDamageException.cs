namespace Upright.Imaging;

/// <summary>A JPEG's coded data contradicts itself or ends early; where it happens the picture is decoded instead, which tells the user.</summary>
internal sealed class JpegDamageException(string message) : Exception(message);
