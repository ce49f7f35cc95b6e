namespace Upright.Cli;

/// <summary>Where a line stands in a ledger.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its length in bytes, without its end.</param>
internal readonly record struct LedgerPlace(long Start, int Length);
