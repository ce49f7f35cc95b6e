using Upright.Cli;

namespace Upright.Tests.Cli;

/// <summary>What the sure pictures of one job may say about the others.</summary>
public sealed class JobEvidenceTests
{
    private const int High = 1000;

    [Fact]
    public void TheSureDecideForTheUnsureWhenTheyAgree()
    {
        var evidence = JobEvidence.Of([Sure(179.6), Sure(-179), Sure(180), Unsure(2)]);

        Assert.Equal(180, evidence.For(Unsure(2))!.Value.Degrees);
        Assert.Null(evidence.For(Sure(180)));
        Assert.Contains("180° of those that are high", evidence.Told(1, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void UprightOnesMakeAnUprightOne() =>
        Assert.Equal(0, JobEvidence.Of([Sure(0), Sure(0.4), Sure(-1)]).For(Unsure(180))!.Value.Degrees);

    [Fact]
    public void AMeasuredSkewIsThePagesOwn() =>
        Assert.Equal(-88.5, JobEvidence.Of([Sure(-90), Sure(-91), Sure(-89)]).For(Unsure(91.5, lines: 91.5))!.Value.Degrees, 1e-9);

    [Fact]
    public void TooFewSayNothing() => Assert.Null(JobEvidence.Of([Sure(180), Sure(180), Unsure(0)]).For(Unsure(0)));

    [Fact]
    public void WhereTheSureDisagreeNothingIsSaid() =>
        Assert.Null(JobEvidence.Of([Sure(180), Sure(180), Sure(180), Sure(0)]).For(Unsure(0)));

    [Fact]
    public void ASingleOneAgainstManyDoesNotCount() =>
        Assert.Equal(180, JobEvidence.Of([.. Enumerable.Repeat(Sure(180), 30), Sure(0)]).For(Unsure(0))!.Value.Degrees);

    [Fact]
    public void BroadOnesSayNothingAboutHighOnes()
    {
        var evidence = JobEvidence.Of([Sure(180, height: 500), Sure(180, height: 500), Sure(180, height: 500)]);

        Assert.Null(evidence.For(Unsure(0)));
        Assert.NotNull(evidence.For(Unsure(0, height: 500)));
    }

    [Fact]
    public void WhatWasDecidedByOthersIsNoEvidence()
    {
        var follower = Sure(180) with { DecidedBy = new OtherDecision(OtherDecision.SameCamera, new Angle(180)) };

        Assert.Null(JobEvidence.Of([Sure(180), follower, follower]).For(Unsure(0)));
    }

    [Fact]
    public async Task InARunTheRowAndTheLedgerSayWhoDecided()
    {
        using PictureFolder folder = new();
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            folder.Draw($"in/{name}.png");
        }

        string[] fix = ["fix", folder["in"], "-o", folder["out"], "--threshold", "1", "--dead-band", "45"];
        await ToolRun.Of(fix);
        RunLedger.Rewrite(folder["out"], (name, line) =>
        {
            line["decision"] = name == "d.png" ? "unsure" : "turn";
            line["predicted_angle"] = name == "d.png" ? 12 : 90;
        });

        var run = await ToolRun.Of([.. fix, "--same-camera", "--json"]);

        Assert.True(run.ExitCode == 0, run.Messages);
        Assert.Equal(4, run.Lines.Length);
        Assert.Contains("3 sure pictures say", run.Messages, StringComparison.Ordinal);
        Assert.Contains("1 of 1 unsure ones follow", run.Messages, StringComparison.Ordinal);
        var line = RunLedger.Last(folder["out"], "d.png");
        Assert.Equal(("same-camera", 90, "turn"), ((string)line["decided_by"]!, (double)line["decided_angle"]!, (string)line["decision"]!));
        Assert.NotEqual(folder.Bytes("in/d.png"), folder.Bytes("out/d.png"));
    }

    private static PictureResult Sure(double degrees, int height = High) => Result(degrees, height, Decision.Turn, null);

    private static PictureResult Unsure(double degrees, int height = High, double? lines = null) => Result(degrees, height, Decision.Unsure, lines);

    private static PictureResult Result(double degrees, int height, Decision decision, double? lines) => new("a.png", new RotationEstimate
    {
        Angle = new Angle(degrees),
        Confidence = 0.5,
        QuarterConfidence = 0.5,
        AngleError = 1,
        Decision = decision,
        Width = 700,
        Height = height,
        Model = "",
        Corners = [],
        TextLineDensity = [],
        Evidence = new RotationEvidence
        {
            Kind = lines is null ? AnswerKind.Photo : AnswerKind.Lines,
            PageProbability = lines is null ? 0 : 1,
            Sources = [],
            QuarterProbabilities = [0.5, 0.5, 0, 0],
            TiltProbability = 1,
            TextLines = lines is { } angle ? new Angle(angle) : null,
        },
    });
}
