namespace Upright.Cli;

/// <summary>The table of angles, a row for each picture or page as soon as it is done.</summary>
/// <param name="answers">Where it goes.</param>
/// <param name="withHeader">Whether the names of the columns come first.</param>
/// <param name="isShown">Whether a terminal shows it, which obeys what a file's name holds; a program is given names as they are.</param>
internal sealed class CsvResults(TextWriter answers, bool withHeader = true, bool isShown = false) : ResultWriter
{
    public override void Begin()
    {
        if (withHeader)
        {
            Line(AngleTable.Header);
        }
    }

    public override void Write(PictureResult result)
    {
        foreach (var row in ResultDocument.Rows(result))
        {
            var file = (string)row["file"]!;
            Line(AngleTable.Row(isShown ? Shown.Line(file) : file, row));
        }
    }

    private void Line(string text)
    {
        answers.Write(text + "\n");
        answers.Flush();
    }
}
