namespace Upright;

/// <summary>What to do about a picture.</summary>
public enum Decision
{
    /// <summary>Not sure enough: nothing is changed.</summary>
    Unsure,

    /// <summary>Already upright within the dead band: nothing is changed.</summary>
    Leave,

    /// <summary>To be turned by the angle.</summary>
    Turn,
}
