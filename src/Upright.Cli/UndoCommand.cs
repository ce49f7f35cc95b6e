using System.CommandLine;

namespace Upright.Cli;

/// <summary>`upright undo`: puts back what `fix --in-place` did in a folder.</summary>
internal static class UndoCommand
{
    public const string Examples =
        """
        upright undo album/ --dry-run
        upright undo album/
        """;

    public static Command Create(ToolStreams streams)
    {
        Argument<string> folder = new("FOLDER") { Description = "The folder of `upright fix FOLDER --in-place`." };
        Option<bool> dryRun = new("--dry-run") { Description = "Write nothing; tell what would be put back." };
        Command command = new("undo", "Puts back what `fix FOLDER --in-place` did: originals that were kept, quarter turns and orientation tags exactly.")
        {
            folder, dryRun,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var root = parsed.GetValue(folder)!;
            List<LedgerLine> turned = [.. LedgerLines.Of(root).Where(UndoRun.WasTurnedInPlace)];
            using var ledger = Ledger.Open(root, settings: null);
            using var upright = Uprighter.BeginCreating(new UprightOptions { MaxPixels = long.MaxValue / int.MaxValue, MaxFileSize = long.MaxValue });
            return await new UndoRun(upright, ledger, parsed.GetValue(dryRun), streams).DoAsync(turned, cancellationToken);
        });
        return command;
    }
}
