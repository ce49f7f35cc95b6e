using Upright.Estimation;

namespace Upright.Tests.Estimation;

public sealed class AnglePriorTests
{
    public static TheoryData<AngleExpectation> Expectations => [.. Enum.GetValues<AngleExpectation>()];

    [Theory]
    [MemberData(nameof(Expectations))]
    public void IsAProbability(AngleExpectation expectation) => Assert.Equal(
        1, Enumerable.Range(0, 3600).Sum(k => AnglePrior.For(expectation).DensityAt(new Angle(k / 10.0)) / 10), 1e-6);

    [Theory]
    [MemberData(nameof(Expectations))]
    public void RulesNoAngleOut(AngleExpectation expectation) =>
        Assert.All(Enumerable.Range(0, 360), k => Assert.True(AnglePrior.For(expectation).DensityAt(new Angle(k)) > 1e-5));
}
