using System.Text;
using Upright.Cli;

namespace Upright.Tests.Cli;

/// <summary>What a ledger says is found again, whatever its lines are like.</summary>
public sealed class LedgerLinesTests
{
    [Theory]
    [InlineData(10, 3)]
    [InlineData(70_000, 3)] // documents of many pages: longer than what is read at once
    [InlineData(1_000, 500)]
    public void EachLineIsReadAndStandsWhereItIsSaidTo(int length, int count)
    {
        var written = string.Concat(Enumerable.Range(0, count).Select(i => Line($"/in/{i}", new string('é', length))));
        var bytes = Encoding.UTF8.GetBytes(written);

        var lines = LedgerLines.In(new MemoryStream(bytes)).ToList();

        Assert.Equal(Enumerable.Range(0, count).Select(i => $"/in/{i}"), lines.Select(line => LedgerLines.Input(line.Line)));
        Assert.All(lines, line => Assert.Equal(LedgerLines.Input(line.Line), LedgerLines.Input(LedgerLines.Parse(bytes.AsSpan((int)line.Place.Start, line.Place.Length))!)));
    }

    [Theory]
    [InlineData("{\"file\":\"half")]
    [InlineData("{\"file\":\"without an input\"}\n")]
    [InlineData("no JSON\n\n")]
    public void WhatIsNoWholeLineIsLeftOut(string damage)
    {
        var bytes = Encoding.UTF8.GetBytes(Line("/in/1", "") + damage);

        var line = Assert.Single(LedgerLines.In(new MemoryStream(bytes)));

        Assert.Equal("/in/1", LedgerLines.Input(line.Line));
    }

    private static string Line(string input, string message) => $$$"""{"file":"x","message":"{{{message}}}","ledger":{"input":"{{{input}}}"}}""" + "\n";
}
