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

    /// <summary>Called instead of <see cref="End"/> when the run was stopped.</summary>
    public virtual void Interrupted()
    {
    }

    /// <summary>Called once, after the last result.</summary>
    public virtual void End()
    {
    }
}
