namespace Upright.Network;

/// <summary>The networks, loaded once; any number of threads may ask them. The second opinions are loaded when they are first needed.</summary>
internal sealed class Networks : IDisposable
{
    private readonly RefCountedDisposal users;
    private readonly Lazy<OrientationNetwork?> large;
    private readonly Lazy<PageNetwork> page;

    private Networks(OrientationNetwork small, UprightOptions options, bool? joinsPictures)
    {
        Small = small;
        large = new(() => ModelFile.IsBuiltIn(ModelFile.Large)
            ? OrientationNetwork.Load(ModelFile.BuiltIn(ModelFile.Large), options.Threads, options.Device, options.GpuMemory, joinsPictures: joinsPictures) : null);
        page = new(() => PageNetwork.Load(options.Threads));
        users = new RefCountedDisposal(new All(this));
    }

    /// <summary>Asked about every picture.</summary>
    public OrientationNetwork Small { get; }

    /// <summary>Asked where the small one is not sure; null where none comes with the library.</summary>
    public OrientationNetwork? Large => large.Value;

    /// <summary>Asked about pages that the others are not sure of.</summary>
    public PageNetwork Page => page.Value;

    /// <summary>Loads the small network.</summary>
    /// <param name="options">The model, and what it runs on.</param>
    /// <param name="joinsPictures">Whether one run looks at several pictures; null where a GPU does.</param>
    /// <exception cref="UprightException"><see cref="UprightError.UnusableModel"/>, <see cref="UprightError.DeviceUnavailable"/></exception>
    public static Networks Load(UprightOptions options, bool? joinsPictures = null) =>
        new(OrientationNetwork.Load(ModelFile.Read(options.ModelPath), options.Threads, options.Device, options.GpuMemory, joinsPictures: joinsPictures), options, joinsPictures);

    /// <summary>Keeps the networks loaded until what it returns is disposed, though they be disposed meanwhile: the runtime would crash otherwise.</summary>
    /// <exception cref="ObjectDisposedException">The networks are disposed already.</exception>
    public IDisposable Use() => users.Begin();

    /// <inheritdoc/>
    public void Dispose() => users.Dispose();

    private sealed class All(Networks networks) : IDisposable
    {
        public void Dispose()
        {
            networks.Small.Dispose();
            if (networks.large.IsValueCreated)
            {
                networks.large.Value?.Dispose();
            }

            if (networks.page.IsValueCreated)
            {
                networks.page.Value.Dispose();
            }
        }
    }
}
