using Upright.Cli;

namespace Upright.Tests.Cli;

/// <summary>Names that a line shows.</summary>
public sealed class ShownTests
{
    [Theory]
    [InlineData("a\nb\r\t.jpg", @"a\nb\r\t.jpg")]
    [InlineData("\u001b[31mred.jpg", @"\u001b[31mred.jpg")]
    [InlineData("holiday\u202egpj.exe", @"holiday\u202egpj.exe")]
    [InlineData("a\u2028b\u2066c", @"a\u2028b\u2066c")]
    [InlineData("שלום\u200f 你好 é.jpg", "שלום\u200f 你好 é.jpg")]
    public void WhatCommandsIsSpeltAndLettersStay(string name, string shown) => Assert.Equal(shown, Shown.Line(name));

    [Theory]
    [InlineData(true, @"a\u202egpj.exe,")]
    [InlineData(false, "a\u202egpj.exe,")]
    public void ATableSpellsThemOnATerminalAndAProgramGetsTheName(bool isShown, string begins)
    {
        using var answers = new StringWriter();
        new CsvResults(answers, isShown: isShown).Write(new PictureResult("a\u202egpj.exe", Failure: new UprightException(UprightError.FileNotFound)));
        Assert.StartsWith(begins, answers.ToString(), StringComparison.Ordinal);
    }
}
