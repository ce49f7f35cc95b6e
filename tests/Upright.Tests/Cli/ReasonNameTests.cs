using System.Text.Json;
using Upright.Cli;

namespace Upright.Tests.Cli;

public sealed class ReasonNameTests
{
    [Fact]
    public void EveryReasonInALedgerHasTheToolsWords() =>
        Assert.All(Enum.GetValues<UnsureReason>(), reason => Assert.Equal(ReasonName.Of(reason), ReasonName.OfCode(JsonSerializer.Serialize(reason).Trim('"'))));

    [Fact]
    public void AReasonOfALaterVersionIsToldAsItStands() => Assert.Equal("too-wobbly", ReasonName.OfCode("too-wobbly"));
}
