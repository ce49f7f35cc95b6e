using System.CommandLine;

namespace Upright.Cli;

/// <summary>What `detect` and `fix` have in common.</summary>
internal sealed class SharedOptions
{
    private static readonly UprightOptions Defaults = new();

    private readonly Argument<string[]> paths = new("PATH") { Description = "Files, folders, globs such as 'scans/**/*.png', or - for a stream.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> json = new("--json") { Description = "JSON Lines: one object a picture." };
    private readonly Option<bool> csv = new("--csv") { Description = "CSV with a header." };
    private readonly Option<bool> noHeader = new("--no-header") { Description = "CSV without its header, to be put below another." };
    private readonly PathList list = new();
    private readonly Option<double> threshold = Number.Option("--threshold", "Below this confidence nothing is changed, 0 to 1.", Defaults.Threshold);
    private readonly Option<AngleExpectation> expect = new("--expect") { Description = "Where the pictures come from, and so which angles are likely.", HelpName = "any|camera|scan", DefaultValueFactory = _ => Defaults.Expect };
    private readonly Option<Effort> effort = new("--effort") { Description = "How much is looked at before an answer is given up; quick: the small network alone.", HelpName = "normal|quick", DefaultValueFactory = _ => Defaults.Effort };
    private readonly Option<double?> deadBand = Number.Option("--dead-band", $"Degrees that are left alone; without it {Defaults.DeadBand} for photos and {Defaults.TextDeadBand} for lines of text.");
    private readonly Option<double> maxAngle = Number.Option("--max-angle", "Degrees; an answer that would turn further is not carried out, but unsure.", Defaults.MaxAngle);
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "No answers as text; errors are still told." };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "Says why, on standard error." };
    private readonly Option<bool> tolerant = new("--tolerant") { Description = "Use what can be decoded of a damaged picture." };
    private readonly Option<long> maxPixels = ByteCount.Option("--max-pixels", "Refuse pictures with more pixels, for example 500M.", Defaults.MaxPixels, 1000);
    private readonly Option<int> maxFrames = new("--max-frames") { Description = "Refuse animations with more frames; only the first is used.", DefaultValueFactory = _ => Defaults.MaxFrames };
    private readonly Option<int> maxPages = new("--max-pages") { Description = "Refuse PDFs and TIFFs with more pages.", DefaultValueFactory = _ => Defaults.MaxPages };
    private readonly Option<long> maxFileSize = ByteCount.Option("--max-file-size", "Refuse larger files, for example 4G.", Defaults.MaxFileSize, 1024);
    private readonly Option<int> threads = new("--threads") { Description = "Threads for the network; 0 shares the cores among the jobs." };
    private readonly Option<NetworkDevice> device = new("--device") { Description = "What the network runs on; auto: a GPU where it can be used.", HelpName = "auto|cpu|cuda|tensorrt", DefaultValueFactory = _ => Defaults.Device };
    private readonly Option<long> gpuMemory = ByteCount.Option("--gpu-memory", "Of a GPU's memory, what the network may take, for example 1G.", Defaults.GpuMemory, 1024);
    private readonly Option<int> jobs = new("--jobs", "-j") { Description = "Pictures at a time; 0 for as many as there are cores." };
    private readonly Option<string?> model = new("--model") { Description = "A model file instead of the one built in." };

    public void AddTo(Command command, bool withPaths = true)
    {
        if (withPaths)
        {
            list.AddTo(command);
            AddPathsTo(command, mayBeNone: true);
            command.Validators.Add(result =>
            {
                if (result.Tokens.Count == 0 && !list.IsGiven(result))
                {
                    result.AddError(Words.Of("Give a PATH or --list."));
                }
            });
        }

        AddFormatsTo(command);
        AddDecisionsTo(command);
        AddSpeedTo(command);
        command.AddAll(quiet, verbose, model);
    }

    /// <summary>What a decision depends on, but for the model.</summary>
    public void AddDecisionsTo(Command command) => command.AddAll(threshold, expect, effort, deadBand, maxAngle, tolerant, maxPixels, maxFrames, maxPages, maxFileSize);

    /// <summary>Another model.</summary>
    public void AddModelTo(Command command) => command.AddAll(model);

    /// <summary>How much is done at a time.</summary>
    public void AddSpeedTo(Command command)
    {
        command.AddAll(threads, jobs, device, gpuMemory);
        RequireCount(jobs);
        RequireCount(threads);
    }

    /// <summary>What the network is and what it runs on.</summary>
    public void AddNetworkTo(Command command)
    {
        command.AddAll(threads, device, gpuMemory, model);
        RequireCount(threads);
    }

    /// <summary>The options of <see cref="AddNetworkTo"/>.</summary>
    public UprightOptions NetworkOptions(ParseResult parsed) => new()
    {
        Threads = parsed.GetValue(threads),
        Device = parsed.GetValue(device),
        GpuMemory = GpuMemory(parsed),
        ModelPath = parsed.GetValue(model),
    };

    private static void RequireCount(Option<int> option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var count) && count is < 0 or > 1024)
        {
            result.AddError(Words.Of($"{option.Name}: 0 to 1024."));
        }
    });

    /// <summary>Which pictures.</summary>
    public void AddPathsTo(Command command, bool mayBeNone = false)
    {
        paths.Arity = mayBeNone ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore;
        command.Arguments.Add(paths);
        paths.Validators.Add(result =>
        {
            // An option that is not known looks like a path to the parser.
            foreach (var path in result.Tokens.Select(token => token.Value).Where(path => path.Length > 1 && path[0] == '-' && !File.Exists(path)))
            {
                result.AddError(Words.Of($"There is no option '{path}'."));
            }
        });
    }

    /// <summary>Answers as JSON Lines or CSV.</summary>
    public void AddFormatsTo(Command command)
    {
        command.AddAll(json, csv, noHeader);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(csv))
            {
                result.AddError(Words.Of("Choose one of --json and --csv."));
            }
        });
    }

    public IReadOnlyList<string> Paths(ParseResult parsed) => parsed.GetValue(paths)!;

    /// <summary>The paths of the command line, and those of --list.</summary>
    public IReadOnlyList<string> Paths(ParseResult parsed, ToolStreams streams) => [.. Paths(parsed), .. list.Read(parsed, streams.Input)];

    public UprightOptions ToUprightOptions(ParseResult parsed) => new()
    {
        Threshold = parsed.GetValue(threshold),
        Expect = parsed.GetValue(expect),
        Effort = parsed.GetValue(effort),
        DeadBand = parsed.GetValue(deadBand) ?? Defaults.DeadBand,
        TextDeadBand = parsed.GetValue(deadBand) ?? Defaults.TextDeadBand,
        MaxAngle = parsed.GetValue(maxAngle),
        Tolerant = parsed.GetValue(tolerant),
        MaxPixels = parsed.GetValue(maxPixels),
        MaxFrames = parsed.GetValue(maxFrames),
        MaxPages = parsed.GetValue(maxPages),
        MaxFileSize = parsed.GetValue(maxFileSize),
        Threads = parsed.GetValue(threads),
        Device = parsed.GetValue(device),
        GpuMemory = GpuMemory(parsed),
        ModelPath = parsed.GetValue(model),
    };

    /// <summary>The model's file; null for the one built in.</summary>
    public string? Model(ParseResult parsed) => parsed.GetValue(model);

    /// <summary>Threads for the network; 0 shares the cores among the jobs.</summary>
    public int Threads(ParseResult parsed) => parsed.GetValue(threads);

    /// <summary>Bytes of a GPU's memory that the network may take; the default for a command that has no such option.</summary>
    public long GpuMemory(ParseResult parsed) => parsed.GetResult(gpuMemory) is null ? Defaults.GpuMemory : parsed.GetValue(gpuMemory);

    /// <summary>What the network runs on.</summary>
    public NetworkDevice Device(ParseResult parsed) => parsed.GetValue(device);

    /// <summary>Whether JSON Lines or CSV were asked for, and what writes them; null for text.</summary>
    public ResultWriter? Rows(ParseResult parsed, TextWriter answers) =>
        parsed.GetValue(json) ? new JsonResults(answers)
        : parsed.GetValue(csv) ? new CsvResults(answers, withHeader: !parsed.GetValue(noHeader), isShown: !Console.IsOutputRedirected)
        : null;

    /// <summary>How many pictures are done at a time.</summary>
    public int Jobs(ParseResult parsed) => parsed.GetValue(jobs) is > 0 and var count ? count : Environment.ProcessorCount;

    /// <summary>How answers are shown.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="streams">Where they go.</param>
    /// <param name="answers">Standard output, or standard error when a picture goes to standard output.</param>
    /// <param name="count">How many pictures there are; the name of a single one need not be said.</param>
    /// <param name="isEndless">Whether nobody knows how many will come.</param>
    /// <param name="folder">The folder with the run's ledger; null without one.</param>
    /// <param name="leftOut">What is told of files that were left out; empty when none were.</param>
    public ResultWriter Results(ParseResult parsed, ToolStreams streams, TextWriter answers, int count, bool isEndless = false, string? folder = null, string leftOut = "")
    {
        var rows = Rows(parsed, answers);
        // On a terminal the line that renews itself is enough; the answers are for those who look back.
        var quietly = parsed.GetValue(quiet) || (rows is null && count > 1 && !isEndless && streams.IsTerminal && !parsed.GetValue(verbose));
        var results = rows ?? new TextResults(answers, streams.Messages, count == 1, quietly, parsed.GetValue(verbose), streams.Colour);
        return new CheckedResults((count == 1 && leftOut.Length == 0) || isEndless || parsed.GetValue(quiet) ? results : new ProgressResults(results, streams.Messages, count, streams.IsTerminal, folder, leftOut));
    }
}
