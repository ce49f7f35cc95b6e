namespace Upright.Cli;

/// <summary>The table of angles, a row for each picture or page as soon as it is done.</summary>
internal sealed class CsvResults(TextWriter answers, bool withHeader = true) : ResultWriter
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
            Line(AngleTable.Row((string)row["file"]!, row));
        }
    }

    private void Line(string text)
    {
        answers.Write(text + "\n");
        answers.Flush();
    }
}
