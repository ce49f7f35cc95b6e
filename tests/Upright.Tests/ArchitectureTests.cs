using System.Text.RegularExpressions;

namespace Upright.Tests;

/// <summary>Guards the arrows of the house (docs/design/README.md): who may know whom.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Files"] = [],
        ["Imaging"] = ["Files"],
        ["Network"] = [],
        ["TextLines"] = [],
        ["Rectification"] = [],
        ["Estimation"] = ["Network", "TextLines"],
        ["Pages"] = ["Files", "Imaging", "Rectification"],
    };

    private static readonly DirectoryInfo Library = new(Path.Combine(Repository.Root, "src", "Upright"));

    [Fact]
    public void StagesKnowTheVocabularyAndNeverEachOther()
    {
        var violations =
            from file in Library.EnumerateFiles("*.cs", SearchOption.AllDirectories)
            let stage = StageOf(file)
            where MayUse.ContainsKey(stage)
            let text = File.ReadAllText(file.FullName)
            from other in MayUse.Keys.Except([stage, .. MayUse[stage]])
            where Regex.IsMatch(text, $@"\bUpright\.{other}\b|(?<![\w.]){other}\.[A-Z]\w*[.(<]")
            select $"{stage}/{file.Name} uses {other}";

        Assert.Empty(violations);
    }

    [Fact]
    public void NoStageButPagesKnowsTheFacade() => Assert.Empty(
        from file in Library.EnumerateFiles("*.cs", SearchOption.AllDirectories)
        where StageOf(file) is var stage && stage != "Pages" && MayUse.ContainsKey(stage) && Facade().IsMatch(WithoutComments(File.ReadAllText(file.FullName)))
        select file.Name);

    [Fact]
    public void TheLibraryHasNoConsole() => Assert.Empty(
        from file in Library.EnumerateFiles("*.cs", SearchOption.AllDirectories)
        where !file.FullName.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && WithoutComments(File.ReadAllText(file.FullName)).Contains("Console.", StringComparison.Ordinal)
        select file.Name);

    [Fact]
    public void TheToolKnowsNoStageButForFiles() => Assert.Empty(
        from file in new DirectoryInfo(Path.Combine(Repository.Root, "src", "Upright.Cli")).EnumerateFiles("*.cs", SearchOption.AllDirectories)
        from stage in MayUse.Keys
        where stage is not ("Files" or "Pages") // documents have a facade of their own, beside Uprighter
        where Regex.IsMatch(File.ReadAllText(file.FullName), $@"\bUpright\.{stage}\b")
        select $"{file.Name} uses {stage}");

    // A stage may have folders of its own, such as one for each file format.
    private static string StageOf(FileInfo file) => Path.GetRelativePath(Library.FullName, file.FullName).Split(Path.DirectorySeparatorChar)[0];

    private static string WithoutComments(string text) => Comments().Replace(text, "");

    [GeneratedRegex(@"\bUprighter\b")]
    private static partial Regex Facade();

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comments();
}
