using System.CommandLine;

namespace Upright.Cli;

/// <summary>`upright completion SHELL`: prints what a shell needs to complete the command line.</summary>
internal static class CompletionCommand
{
    public const string Examples =
        """
        source <(upright completion bash)
        """;

    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] =
            """
            _upright() { local IFS=$'\n'; COMPREPLY=($(compgen -W "$(upright "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}")); }
            complete -o default -F _upright upright
            """,
        ["zsh"] =
            """
            _upright() { local -a found; found=("${(@f)$(upright "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}"); compadd -- $found; _files; }
            compdef _upright upright
            """,
        ["fish"] =
            """
            complete -c upright -a '(upright "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'
            """,
        ["pwsh"] =
            """
            Register-ArgumentCompleter -Native -CommandName upright -ScriptBlock {
                param($word, $command, $position)
                upright "[suggest:$position]" "$command" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    public static Command Create(ToolStreams streams)
    {
        Argument<string> shell = new("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        Command command = new("completion", "Prints a script that completes `upright` in a shell.")
        {
            shell,
        };
        command.SetAction(parsed => streams.Answers.WriteLine(Scripts[parsed.GetValue(shell)!]));
        return command;
    }
}
