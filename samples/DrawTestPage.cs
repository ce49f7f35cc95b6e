#:package NetVips
#:package NetVips.Native

// Draws the page that `upright doctor` turns and finds the angle of again. Needs the fonts of fonts-dejavu.
//   dotnet run samples/DrawTestPage.cs

using System.Text;
using NetVips;

string[] lines =
[
    "Upright says by how many degrees a picture", "must be turned to stand upright, says how", "sure it is, and writes the upright picture.", "",
    "Photos, scans, shots of paper, receipts,", "pictures of products, screenshots, pages.", "The whole circle, continuous, to a fraction", "of a degree. Where it is not sure it changes", "nothing, and says so.", "",
    "This page comes with the program, which", "turns it by several angles and must find", "each of them again.",
];
var text = string.Concat(lines.Select((line, i) => $"""<text x="60" y="{170 + (i * 44)}">{line}</text>"""));
var page = $"""
    <svg xmlns="http://www.w3.org/2000/svg" width="720" height="800" font-family="DejaVu Serif" font-size="26" fill="#222">
    <rect width="720" height="800" fill="#fbfbf8"/><text x="60" y="100" font-size="44" font-weight="bold">Upright</text>{text}</svg>
    """;
using var drawn = Image.SvgloadBuffer(Encoding.UTF8.GetBytes(page));
using var opaque = drawn.Flatten();
using var grey = opaque.Colourspace(Enums.Interpretation.Bw);
grey.Webpsave("src/Upright.Cli/Diagnosis/page.webp", q: 60, keep: Enums.ForeignKeep.None);
Console.WriteLine($"{new FileInfo("src/Upright.Cli/Diagnosis/page.webp").Length} bytes");
