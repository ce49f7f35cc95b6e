namespace Upright.Cli;

/// <summary>Shows results one by one, as they come.</summary>
internal abstract class ResultWriter
{
    /// <summary>Called once, before the first result.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Shows one result.</summary>
    public abstract void Write(PictureResult result);

    /// <summary>Called once, after the last result.</summary>
    public virtual void End()
    {
    }
}
