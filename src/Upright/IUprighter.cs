namespace Upright;

/// <summary>What <see cref="Uprighter"/> does with files, streams and bytes: what an application asks for, and what its tests put another in the place of.</summary>
public interface IUprighter
{
    /// <inheritdoc cref="Uprighter.EstimateAsync(string, CancellationToken)"/>
    public Task<RotationEstimate> EstimateAsync(string path, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Uprighter.EstimateAsync(Stream, CancellationToken)"/>
    public Task<RotationEstimate> EstimateAsync(Stream stream, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Uprighter.EstimateAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    public Task<RotationEstimate> EstimateAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Uprighter.FixAsync(string, string, FixOptions?, CancellationToken)"/>
    public Task<UprightReport> FixAsync(string inputPath, string outputPath, FixOptions? fixOptions = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Uprighter.FixAsync(Stream, string, FixOptions?, CancellationToken)"/>
    public Task<UprightReport> FixAsync(Stream input, string outputPath, FixOptions? fixOptions = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Uprighter.FixAsync(string, Stream, FixOptions?, CancellationToken)"/>
    public Task<UprightReport> FixAsync(string inputPath, Stream output, FixOptions? fixOptions = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Uprighter.FixAsync(Stream, Stream, FixOptions?, CancellationToken)"/>
    public Task<UprightReport> FixAsync(Stream input, Stream output, FixOptions? fixOptions = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Uprighter.FixAsync(ReadOnlyMemory{byte}, Stream, FixOptions?, CancellationToken)"/>
    public Task<UprightReport> FixAsync(ReadOnlyMemory<byte> encoded, Stream output, FixOptions? fixOptions = null, CancellationToken cancellationToken = default);
}
