namespace Upright.Cli.Fleet;

/// <summary>How pictures travel between the machines of a fleet.</summary>
internal enum Carrier
{
    /// <summary>By a path in a folder that both sides share.</summary>
    Path,

    /// <summary>By the JetStream object store.</summary>
    ObjectStore,
}
