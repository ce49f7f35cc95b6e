namespace Upright.Tests.Fuzzing;

/// <summary>Something that reads what strangers wrote.</summary>
/// <param name="Name">What the figures call it.</param>
/// <param name="Seeds">Whole inputs, drawn here, that cases are made from.</param>
/// <param name="ReadAsync">Reads a case as far as the product does; a refusal is an <see cref="UprightException"/>.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Func<byte[], Random, Task> ReadAsync);
