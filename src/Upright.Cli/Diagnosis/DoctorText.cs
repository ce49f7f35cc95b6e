using Upright.Diagnosis;

namespace Upright.Cli.Diagnosis;

/// <summary>What `upright doctor` says to people.</summary>
internal static class DoctorText
{
    private const double Megabyte = 1e6;
    private const int ShortHash = 12;

    public static void Write(TextWriter answers, Surroundings surroundings, SelfTest test)
    {
        void Line(string name, string value) => answers.WriteLine($"{name}: {Shown.Line(value)}");
        Line("Upright", Surroundings.Version);
        Line(".NET", Environment.Version.ToString());
        Line("ONNX Runtime", Surroundings.OnnxRuntime);
        Line("libvips", Surroundings.Libvips);
        Line(Words.Of("system"), Surroundings.Platform);
        foreach (var model in surroundings.Models)
        {
            Line(Words.Of("model"), Words.Of($"{model.Name}, {model.Size / Megabyte:0.0} MB, SHA-256 {model.Sha256[..ShortHash]}…"));
        }

        Line(Words.Of("processor"), Words.Of($"{Surroundings.Processor ?? "?"}, {Environment.ProcessorCount} cores, vectors of {Surroundings.VectorBits} bits") + LimitOf(Surroundings.Limits.Cores, cores => Words.Of($", limited to {cores:0.##}")));
        Line(Words.Of("memory"), Words.Of($"{Surroundings.Memory / Megabyte:0} MB") + LimitOf(Surroundings.Limits.Memory, memory => Words.Of($", limited to {memory / Megabyte:0} MB")));
        Line("GPU", Surroundings.Gpu.Card is { } card
            ? Words.Of($"{card.Name}, {card.Memory / Megabyte:0} MB, compute capability {card.ComputeCapability}, driver {card.Driver}")
            : Surroundings.Gpu.Missing!);
        Line(Words.Of("execution providers"), string.Join(", ", Surroundings.Providers));
        foreach (var device in surroundings.Devices())
        {
            Line($"--device {OptionValue.Of(device.Device)}", device.Missing ?? Words.Of("works"));
        }

        answers.WriteLine();
        answers.WriteLine(test.Device is { } ranOn
            ? Words.Of($"Self-test on {OptionValue.Of(ranOn)}; the model was loaded in {test.LoadTime.TotalMilliseconds:0} ms:")
            : Words.Of("Self-test:"));
        foreach (var turn in test.Turns)
        {
            var result = Words.Of($"a page turned by {turn.Turned}° ({OptionValue.Of(turn.Format)}) is to be turned by {turn.Estimate.Angle.Degrees:0.00}°, confidence {turn.Estimate.Confidence:0.00}; {turn.TurnTime.TotalMilliseconds:0} ms to turn and write, {turn.EstimateTime.TotalMilliseconds:0} ms to find");
            answers.WriteLine($"{(turn.Passed ? "✓" : "✗")} {result}");
        }

        answers.WriteLine(test.Failure is { } failure ? Words.Of($"Failed: {Shown.Line(failure)}") : test.Passed ? Words.Of("Passed.") : Words.Of("Failed."));
    }

    private static string LimitOf<T>(T? limit, Func<T, string> told) where T : struct => limit is { } known ? told(known) : "";
}
