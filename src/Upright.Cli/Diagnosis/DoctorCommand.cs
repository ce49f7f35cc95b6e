using System.CommandLine;
using Upright.Diagnosis;

namespace Upright.Cli.Diagnosis;

/// <summary>`upright doctor`: what the program is, what it runs on, and whether it works.</summary>
internal static class DoctorCommand
{
    public const string Examples =
        """
        upright doctor
        upright doctor --json
        upright doctor --device cuda
        """;

    // No entry of the catalogue: nothing went wrong with the command itself.
    private const int Failed = 1;

    public static Command Create(ToolStreams streams)
    {
        SharedOptions shared = new();
        Option<bool> json = new("--json") { Description = "One JSON object." };
        Command command = new("doctor", "Says what is here (versions, models, processor, memory, GPU) and tries whether angles are found.") { json };
        shared.AddNetworkTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = shared.NetworkOptions(parsed);
            Surroundings surroundings = new(options);
            var test = await SelfTest.RunAsync(options, cancellationToken);
            if (parsed.GetValue(json))
            {
                await streams.Answers.WriteLineAsync(ResultDocument.ToLine(DoctorDocument.Of(surroundings, test)));
            }
            else
            {
                DoctorText.Write(streams.Answers, surroundings, test);
            }

            return test.Passed ? 0 : Failed;
        });
        return command;
    }
}
