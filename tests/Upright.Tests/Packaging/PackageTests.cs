namespace Upright.Tests.Packaging;

/// <summary>What a stranger gets who has nothing but the packages; packaging/try.sh says what each trial is.</summary>
public sealed class PackageTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("missing")]
    public void WorksInAnEmptyProject(string trial) => Assert.Contains(trial, Try(trial), StringComparison.Ordinal);

    [Theory]
    [InlineData("single")]
    [InlineData("trimmed")]
    [InlineData("aot")]
    [InlineData("tool")]
    [InlineData("sample")]
    public void WorksInEveryFormOfPublishing(string trial)
    {
        if (Environment.GetEnvironmentVariable("UPRIGHT_TRY_ALL_PACKAGES") != "1")
        {
            Assert.Skip("Takes minutes and packages from nuget.org: UPRIGHT_TRY_ALL_PACKAGES=1, or packaging/try.sh.");
        }

        Assert.Contains(trial, Try(trial), StringComparison.Ordinal);
    }

    private static string Try(string trial)
    {
        Needs.Program("bash");
        return Needs.Output(Path.Combine(Repository.Root, "packaging", "try.sh"), trial);
    }
}
