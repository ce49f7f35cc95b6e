namespace Upright;

/// <summary>What to do about an estimate, and why nothing, where more is to be said than that it was not sure.</summary>
/// <param name="Decision">What to do.</param>
/// <param name="Reason">What stands against an answer that reaches the threshold; otherwise null.</param>
internal readonly record struct Verdict(Decision Decision, UnsureReason? Reason = null);
