namespace Upright.Cli;

/// <summary>JSON Lines: one object a picture or page.</summary>
internal sealed class JsonResults(TextWriter answers) : ResultWriter
{
    public override void Write(PictureResult result)
    {
        foreach (var row in ResultDocument.Rows(result))
        {
            answers.WriteLine(ResultDocument.ToLine(row));
        }

        answers.Flush();
    }
}
