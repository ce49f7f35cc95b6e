namespace Upright.Tests;

/// <summary>The repository that these tests were built in.</summary>
internal static class Repository
{
    /// <summary>Its root folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Upright.slnx")))
        {
            at = at.Parent ?? throw new InvalidOperationException("These tests run where they were built.");
        }

        return at.FullName;
    }
}
