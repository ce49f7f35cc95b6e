using System.Text.Json.Nodes;

namespace Upright.Tests;

public sealed class AngleTableTests
{
    [Theory]
    [InlineData("""{"mirrored": true, "mirrored_confidence": 0.65}""", "")] // samples/test_input.jpg, which is as it was taken
    [InlineData("""{"mirrored": true, "mirrored_confidence": 0.95}""", "true")]
    [InlineData("""{"mirrored": false, "mirrored_confidence": 0.99}""", "false")]
    [InlineData("{}", "")]
    public void LettersInAMirrorAreAFindingOnlyWhereThatIsSure(string result, string told) =>
        Assert.Equal($"a.jpg,,,,,,,,,,{told},,", AngleTable.Row("a.jpg", JsonNode.Parse(result)!.AsObject()));

    [Fact]
    public void AFieldForEachColumnAndNamesQuoted()
    {
        var result = JsonNode.Parse("""{"predicted_angle": -0.5, "confidence": 1, "decision": "turn", "rotation_method": "affine_warp", "input_size": [4, 3], "inference_time_ms": 7, "page": 2, "turned_by": -0.5, "reason": "damaged"}""")!;

        var row = AngleTable.Row("a \"b\", c.jpg", result.AsObject());

        Assert.Equal("\"a \"\"b\"\", c.jpg\",-0.500,1.0000,turn,affine_warp,4,3,7.0,,2,,-0.500,damaged", row);
        Assert.Equal("file,angle,confidence,decision,method,width,height,time_ms,error,page,mirrored,turned_by,reason", AngleTable.Header);
    }

    [Theory]
    [InlineData("=1+1.jpg", "./=1+1.jpg")]
    [InlineData("@SUM(A1).jpg", "./@SUM(A1).jpg")]
    [InlineData("-2.jpg", "./-2.jpg")]
    [InlineData("+3,4.jpg", "\"./+3,4.jpg\"")]
    [InlineData("\ta.jpg", "./\ta.jpg")]
    [InlineData("-", "-")] // standard input
    [InlineData("a=1.jpg", "a=1.jpg")]
    public void NameThatASpreadsheetWouldComputeStaysAPathAndNoFormula(string file, string cell) =>
        Assert.Equal($"{cell},,,,,,,,,,,,", AngleTable.Row(file, []));
}
