namespace Upright.Diagnosis;

/// <summary>A model that this program would use.</summary>
/// <param name="Name">Its file's name, or the path that was given.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the file, in hexadecimal.</param>
internal sealed record ModelFact(string Name, long Size, string Sha256);
