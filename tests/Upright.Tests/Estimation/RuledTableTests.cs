using NetVips;

namespace Upright.Tests.Estimation;

/// <summary>The cells of a table are too short for lines of text; its rules say how it stands, and what is read in it that they are a page's.</summary>
public sealed class RuledTableTests : EstimatedPicture
{
    private const int Width = 1240;
    private const int Height = 1754;
    private const int RowHeight = 44;
    private const int ColumnWidth = 170;

    [Theory]
    [InlineData(-1.9, "DejaVu Sans", 12, 1)]
    [InlineData(0.6, "DejaVu Sans", 12, 1)]
    [InlineData(92.4, "DejaVu Sans", 12, 1)]
    [InlineData(-1.9, "DejaVu Sans", 8, 1)]
    [InlineData(0.6, "DejaVu Serif", 10, 1)]
    [InlineData(0.6, "DejaVu Sans", 15, 1)]
    [InlineData(-1.9, "DejaVu Serif", 12, 4)]
    [InlineData(92.4, "DejaVu Sans", 9, 4)]
    public async Task IsTurnedByItsRulesToAFiftiethOfADegree(double turn, string family, int points, int enlarged)
    {
        var estimate = await EstimateAsync(turn, family, points, enlarged);

        Assert.InRange(estimate.Angle.DistanceTo(new Angle(turn)), 0, 0.02);
        Assert.Equal(Decision.Turn, estimate.Decision);
    }

    [Theory]
    [InlineData("DejaVu Sans", 12, 1)]
    [InlineData("DejaVu Serif", 9, 1)]
    [InlineData("DejaVu Sans", 10, 4)]
    public async Task IsLeftWhereItStands(string family, int points, int enlarged)
    {
        var estimate = await EstimateAsync(0, family, points, enlarged);

        Assert.InRange(estimate.Angle.DistanceTo(Angle.Zero), 0, 0.02);
        Assert.Equal(Decision.Leave, estimate.Decision);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-4)]
    public async Task InALevelFrameSaysHowItLies(double turn)
    {
        using var table = Page("DejaVu Sans", 12, 1);
        using var turned = table.Rotate(-turn, background: [252]);
        using var around = turned.Embed(200, 200, turned.Width + 400, turned.Height + 400, Enums.Extend.Background, background: [252]);
        using var seen = around.Mutate(page =>
        {
            for (var thickness = 0; thickness < 6; thickness++)
            {
                page.DrawRect([0, 0, 0], 40 + thickness, 40 + thickness, around.Width - 80 - (2 * thickness), around.Height - 80 - (2 * thickness));
            }
        });
        seen.WriteToFile(Folder["page.png"]);

        var estimate = await Uprighter.EstimateAsync(Folder["page.png"], Cancellation);

        Assert.InRange(estimate.Angle.DistanceTo(new Angle(turn)), 0, 0.05);
    }

    private async Task<RotationEstimate> EstimateAsync(double turn, string family, int points, int enlarged)
    {
        using var page = Page(family, points, enlarged);
        using var seen = page.Rotate(-turn, background: [252]);
        seen.WriteToFile(Folder["page.png"]);
        return await Uprighter.EstimateAsync(Folder["page.png"], Cancellation);
    }

    private static Image Page(string family, int points, int enlarged)
    {
        var random = new Random(3);
        string[] names = ["Hannover", "Margaret", "Springfield", "Oldenburg", "Rotterdam", "Birmingham", "Valencia", "Portland"];
        using var nothing = Image.Black(Width, Height);
        using var paper = PrintedWords.OnPaper(nothing);
        using var page = paper.Mutate(page =>
        {
            for (var row = 0; row <= 36; row++)
            {
                page.DrawRect([40], 20, 40 + (row * RowHeight), (7 * ColumnWidth) + 2, 2, fill: true);
            }

            for (var column = 0; column <= 7; column++)
            {
                page.DrawRect([40], 20 + (column * ColumnWidth), 40, 2, 36 * RowHeight, fill: true);
            }

            for (var cell = 0; cell < 36 * 7; cell++)
            {
                var (row, column) = (cell / 7, cell % 7);
                using var words = PrintedWords.Coverage(column == 0 ? names[random.Next(names.Length)] : $"{random.Next(100, 99999)}", family, points, enlarged);
                using var printed = PrintedWords.OnPaper(words);
                page.DrawImage(printed, 30 + (column * ColumnWidth), 50 + (row * RowHeight));
            }
        });
        return PrintedWords.InColour(page);
    }
}
