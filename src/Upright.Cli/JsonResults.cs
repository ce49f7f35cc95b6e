namespace Upright.Cli;

/// <summary>JSON Lines: one object a picture.</summary>
internal sealed class JsonResults(TextWriter answers) : ResultWriter
{
    public override void Write(PictureResult result)
    {
        answers.WriteLine(ResultDocument.ToLine(ResultDocument.Of(result)));
        answers.Flush();
    }
}
