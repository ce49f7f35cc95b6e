using Upright.Files;

namespace Upright.Cli;

/// <summary>Passes results on; where they cannot be written, the disk that standard output goes to being full, say, the run ends with an error of the catalogue.</summary>
internal sealed class CheckedResults(ResultWriter inner) : ResultWriter
{
    public override void Begin() => Check(inner.Begin);

    public override void Write(PictureResult result) => Check(() => inner.Write(result));

    public override void Interrupted() => Check(inner.Interrupted);

    public override void End() => Check(inner.End);

    private static void Check(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (AtomicFile.IsRefusal(exception))
        {
            throw new UprightException(UprightError.CannotWrite, $"The answers: {exception.Message}", exception);
        }
    }
}
