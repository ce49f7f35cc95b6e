namespace Upright;

/// <summary>Where a <see cref="Fill"/> comes from.</summary>
internal enum FillKind
{
    /// <summary>Found along the border.</summary>
    Auto,

    /// <summary>The colour the fill carries.</summary>
    Colour,

    /// <summary>Border pixels drawn out.</summary>
    Edge,

    /// <summary>Nothing at all.</summary>
    Transparent,
}
