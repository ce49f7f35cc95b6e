using CsCheck;
using Upright.Estimation;
using Upright.TextLines;

namespace Upright.Tests.Estimation;

/// <summary>Properties of the fusion over random evidence, with the numbers that come with the library's model.</summary>
public sealed class FusionTests
{
    private static readonly FusionParameters Parameters = BuiltIn();

    private static readonly Gen<Observations> Anything = Gen.Select(
        Gen.Double[-180, 180], Gen.Double[0.05, 2], Gen.Double[-180, 180], Gen.Double[-180, 180].Array[0, 4], Gen.Double[-44, 44], Gen.Int[0, 60], Gen.Double[-5, 5],
        (glance, sharpness, second, tiles, lines, edges, mirrored) => Seen.Photo(glance, sharpness) with
        {
            SecondLook = Seen.Peak(second, 1.7 * sharpness), // no ties, which either side may win
            Tiles = [.. tiles.Select(tile => Seen.Peak(tile))],
            LargerTiles = [.. tiles.Take(edges % 3).Select(tile => Seen.Peak(tile, 0.6))],
            Lines = edges < 20 ? null : new TextLineAngle(lines, 0.02, 0.9, new TextEvidence(0.8, edges, 8)),
            Mirrored = tiles.Length == 0 ? null : mirrored,
            PageNetwork = edges % 2 == 0 ? null : new PageOpinion(new Angle(second), [-0.1, -3, -4, -5]),
            Outline = edges % 5 == 1 ? new SubjectOutline(0, 0, 100, 60, new Angle(lines), 0.9, 0.2) : null,
            CloserLook = edges % 5 == 1 ? Seen.Peak(second, 1.3 * sharpness) : null,
            PageParts = edges % 4 == 1 ? new PageOpinion(new Angle(second), [-2, -0.3, -4, -3]) : null,
        });

    private static readonly Gen<AngleExpectation> Expectations = Gen.Enum<AngleExpectation>();

    [Fact]
    public void ProbabilitiesAreOnes() => Gen.Select(Anything, Expectations).Sample((seen, expected) =>
    {
        var answer = Fused(seen, expected);
        Assert.Equal(1, answer.Quarters.Sum(), 1e-9);
        Assert.All([.. answer.Quarters, answer.PageProbability, answer.ResidualProbability, answer.TiltProbability], probability => Assert.InRange(probability, 0, 1));
        Assert.Equal(answer.Quarters.Max(), answer.Quarters[0]);
        Assert.InRange(answer.Error, 1e-4, 45);
    });

    [Fact]
    public void MirroredInMirroredOut() => Anything.Sample(seen =>
    {
        var (answer, exchanged) = (Fused(seen), Fused(seen.Exchanged()));
        Assert.Equal(answer.Quarters[0], exchanged.Quarters[0], 0.01); // views' peaks lie between whole degrees
        if (answer.Quarters[0] - answer.Quarters.Skip(1).Max() > 1e-3 && Math.Abs(answer.Angle.Residual) < 44)
        {
            var difference = answer.Angle.DistanceTo(-exchanged.Angle);
            // Views' peaks lie at whole degrees. One at the limit of its sector may count here and not there.
            Assert.True(difference <= 1.01 || Math.Abs(difference - 37.5) < 1, $"{difference}");
        }
    });

    [Fact]
    public void MoreEvidenceForAnAnswerNeverMakesItLessLikely() => Gen.Select(Gen.Double[-3, 3].Array[4], Gen.Double[0, 6], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Enum<EvidenceSource>())
        .Sample((likelihoods, more, page, prose, source) =>
        {
            var (before, _) = QuarterModel.Probabilities([0, 0, 0, 0], new Dictionary<EvidenceSource, double[]> { [source] = likelihoods }, page, prose, Parameters);
            var (after, _) = QuarterModel.Probabilities(
                [0, 0, 0, 0], new Dictionary<EvidenceSource, double[]> { [source] = [likelihoods[0] + more, .. likelihoods[1..]] }, page, prose, Parameters);
            return after[0] >= before[0] - 1e-12;
        });

    [Theory]
    [InlineData(AngleExpectation.Camera)]
    [InlineData(AngleExpectation.Scan)]
    public void EveryExpectationCanBeOvercome(AngleExpectation expected)
    {
        foreach (var degrees in new[] { 0, 90, 180, -90 })
        {
            var seen = Seen.Photo(degrees) with { LargeNetwork = Seen.Peak(degrees), Tiles = [Seen.Peak(degrees), Seen.Peak(degrees)], Mirrored = -4, PageNetwork = new PageOpinion(new Angle(degrees), [0, -8, -8, -8]), PageParts = new PageOpinion(new Angle(degrees), [0, -8, -8, -8]) };

            var answer = Fused(seen, expected);

            Assert.InRange(answer.Angle.DistanceTo(new Angle(degrees)), 0, 1.0);
            Assert.NotEqual(Decision.Unsure, Decider.Decide(answer, new UprightOptions()).Decision);
        }
    }

    [Fact]
    public void LinesSayTheLastTenthOfADegree()
    {
        var seen = Seen.Photo(181.5) with { Lines = new TextLineAngle(0.7, 0.01, 0.99, new TextEvidence(0.9, 60, 12)), Mirrored = -4, Tiles = [Seen.Peak(181)] };

        var answer = Fused(seen);

        Assert.Equal(new Angle(180.7).Degrees, answer.Angle.Degrees, 0.05);
        Assert.InRange(answer.Error, 0, 0.1);
        Assert.Equal(AnswerKind.Lines, answer.Kind);
    }

    [Fact]
    public void WhatIsSeenOfAThingThatWasCutOutCountsAtItsAngle() => Gen.Select(Gen.Double[-44, 44], Gen.Int[0, 3], Gen.Double[-1, 1]).Sample((level, quarter, residual) =>
    {
        var degrees = (90 * quarter) + residual;
        PageOpinion opinion = new(new Angle(degrees), [0, -8, -8, -8]);
        var alone = Seen.Photo(degrees, 2) with { Tiles = [Seen.Peak(degrees, 2)], PageNetwork = opinion, PageParts = opinion, Mirrored = -4 };

        var answer = Fused(Seen.Photo(degrees + level, 0.2).With(new SubjectOutline(0, 0, 100, 60, new Angle(level), 0.95, 0.2), alone));

        Assert.InRange(answer.Angle.DistanceTo(new Angle(degrees + level)), 0, 1.5);
        Assert.True(answer.Quarters[0] > 0.99);
    });

    [Fact]
    public void TheOutlineSaysHowAThingLiesWhereItsViewsAgree()
    {
        var alone = Seen.Photo(180) with { PageNetwork = new PageOpinion(new Angle(180), [0, -8, -8, -8]) };

        var answer = Fused(Seen.Photo(-150, 0.05).With(new SubjectOutline(0, 0, 100, 60, new Angle(30), 0.97, 0.2), alone));

        Assert.Equal(-150, answer.Angle.Degrees, 1.0);
        Assert.Contains(answer.Sources, source => source.Source == EvidenceSource.Outline);
    }

    [Fact]
    public void WordsOnAThingDoNotOverruleWhatAPhotoShows()
    {
        // A ball lies on a lawn; the letters on it lie on their side.
        var seen = Seen.Photo(0, 0.5) with { Tiles = [Seen.Peak(90), Seen.Peak(90)], Mirrored = -1 };

        Assert.Equal(0, Fused(seen).Angle.QuarterTurns);
    }

    private static FusedEstimate Fused(Observations seen, AngleExpectation expected = AngleExpectation.Any) => new Fusion(AnglePrior.For(expected), Parameters).Fuse(seen);

    private static FusionParameters BuiltIn()
    {
        using var network = Upright.Network.OrientationNetwork.Load(Upright.Network.ModelFile.Read(null), threads: 1);
        return FusionParameters.Read(network.Manifest.Metadata.GetValueOrDefault(FusionParameters.Key));
    }
}
