namespace Upright.Diagnosis;

/// <summary>What the network can run on, or why not.</summary>
/// <param name="Device">One of them, not <see cref="NetworkDevice.Auto"/>.</param>
/// <param name="Missing">What is missing; null where it can be used.</param>
internal sealed record DeviceFact(NetworkDevice Device, string? Missing);
