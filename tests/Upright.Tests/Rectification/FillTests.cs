namespace Upright.Tests.Rectification;

public sealed class FillTests
{
    [Theory]
    [InlineData("auto")]
    [InlineData("white")]
    [InlineData("black")]
    [InlineData("edge")]
    [InlineData("transparent")]
    [InlineData("#0a1bff")]
    public void AFillIsReadAndWrittenAlike(string text)
    {
        Assert.True(Fill.TryParse(text, out var fill));
        Assert.Equal(text, fill.ToString());
        Assert.True(Fill.TryParse(text.ToUpperInvariant(), out var loud));
        Assert.Equal(fill, loud);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("#fff")]
    [InlineData("#0a1bfg")]
    [InlineData("#-a1bff")]
    [InlineData("0a1bff")]
    public void AnythingElseIsNoFill(string? text)
    {
        Assert.False(Fill.TryParse(text, out var fill));
        Assert.Equal(Fill.Auto, fill);
    }

    [Fact]
    public void TheDefaultIsAuto() => Assert.Equal(Fill.Auto, default);
}
