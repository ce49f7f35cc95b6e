using Upright.Server.Errors;

namespace Upright.Server.Tests.Page;

/// <summary>The page has words for everything, in both languages.</summary>
public sealed class WordsTests(Browser browser) : IClassFixture<Browser>
{
    // What no visitor of the page can meet: paths, the tool's files, fleets, jobs.
    private static readonly string[] Elsewhere =
    [
        .. new[]
        {
            UprightError.FileNotFound, UprightError.IsADirectory, UprightError.WouldOverwriteInput, UprightError.UnusableModel, UprightError.DeviceUnavailable, UprightError.MissingLibrary,
            UprightError.FleetUnavailable, UprightError.UnknownJob, UprightError.GaveUp,
        }.Select(error => error.Code),
        Refusal.JobNotDone.Code, Refusal.RangeNotSatisfiable.Code, Refusal.UnknownHost.Code, Refusal.UnknownAddress.Code, Refusal.WrongMethod.Code,
    ];

    [Theory]
    [InlineData("en", "english")]
    [InlineData("zh", "chinese")]
    public async Task EveryProblemIsToldInTheReadersLanguageWithWhatToDo(string file, string name)
    {
        await using var visit = await browser.OpenAsync();
        var told = await visit.Page.EvaluateAsync<string[]>(
            $"async () => Object.entries((await import('/js/texts/{file}.js')).{name}.problems).filter(([, said]) => said.length === 2 && said.every(Boolean)).map(([code]) => code)");

        var codes = UprightError.Catalogue.Select(error => error.Code).Concat(Refusal.All.Select(refusal => refusal.Code)).Except(Elsewhere);
        Assert.Empty(codes.Except(told));
    }

    [Fact]
    public async Task BothLanguagesHaveTheSameTexts()
    {
        await using var visit = await browser.OpenAsync();
        var different = await visit.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const names = texts => Object.entries(texts).flatMap(([name, text]) => typeof text === "object" && !Array.isArray(text) ? names(text).map(inner => `${name}.${inner}`) : [`${name}:${typeof text}`]);
              const [en, zh] = [names((await import("/js/texts/en.js")).english), names((await import("/js/texts/zh.js")).chinese)];
              return [...en.filter(name => !zh.includes(name)), ...zh.filter(name => !en.includes(name))];
            }
            """);
        Assert.Empty(different);
    }
}
