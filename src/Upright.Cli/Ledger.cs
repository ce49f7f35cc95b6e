using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Upright.Cli;

/// <summary>
/// `upright.jsonl` in an output folder: one line a picture, appended and flushed to the disk after its output is safely
/// written, so that a run that was stopped, however hard, goes on where it was.
/// </summary>
internal sealed class Ledger : IDisposable
{
    public const string FileName = "upright.jsonl";

    private const string Stamp = "ledger";

    // One run at a time, and anybody may read meanwhile. On Unix .NET locks a file that is written only when nothing is
    // shared, and that lock binds .NET programs alone.
    private static readonly FileShare OneWriter = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;

    private readonly FileStream file;
    private readonly string settings;
    private readonly Dictionary<string, JsonObject> lines = new(StringComparer.Ordinal);

    private Ledger(FileStream file, string settings) => (this.file, this.settings) = (file, settings);

    /// <summary>Opens or creates the ledger of a folder and reads what is done.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="settings">Everything that outputs depend on; a line written under other settings does not count as done.</param>
    /// <exception cref="UprightException">It cannot be written, or another run is writing it.</exception>
    public static Ledger Open(string folder, string settings)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var ledger = new Ledger(new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, OneWriter), settings);
            ledger.ReadLines();
            return ledger;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UprightException(UprightError.CannotWrite, $"The ledger: {exception.Message}", exception);
        }
    }

    /// <summary>The line of a picture that was done under these settings, has not changed since, and whose output is still there.</summary>
    public JsonObject? Done(InputPicture picture, string target)
    {
        var path = Path.GetFullPath(picture.Path);
        return !picture.IsStream
            && lines.TryGetValue(path, out var line)
            && line["error"] is null
            && JsonNode.DeepEquals(line[Stamp], StampOf(picture, target))
            && File.Exists(target)
            ? line
            : null;
    }

    /// <summary>Appends a result. Safe to call from several threads.</summary>
    /// <exception cref="UprightException">It cannot be written.</exception>
    public void Add(InputPicture picture, string target, PictureResult result)
    {
        var line = ResultDocument.Of(result);
        line[Stamp] = StampOf(picture, target);
        Append(line);
    }

    /// <summary>Appends a picture that was done elsewhere. Safe to call from several threads.</summary>
    /// <param name="line">Its result.</param>
    /// <param name="input">The full path of the picture it was made from.</param>
    /// <param name="bytes">That picture's size.</param>
    /// <param name="modified">When that picture was last changed.</param>
    /// <param name="target">Its output.</param>
    /// <exception cref="UprightException">It cannot be written.</exception>
    public void Add(JsonObject line, string input, long bytes, DateTime modified, string target)
    {
        line[Stamp] = StampOf(input, bytes, modified, target);
        Append(line);
    }

    private void Append(JsonObject line)
    {
        var bytes = Encoding.UTF8.GetBytes(ResultDocument.ToLine(line) + "\n");
        try
        {
            lock (file)
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
        }
        catch (IOException exception)
        {
            throw new UprightException(UprightError.CannotWrite, $"The ledger: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void ReadLines()
    {
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        while (reader.ReadLine() is { } text)
        {
            if (Parse(text) is { } line && (string?)line[Stamp]?["input"] is { } path)
            {
                lines[path] = line;
            }
        }

        // A run that was killed while writing leaves half a line; the next one must not be glued to it.
        if (file.Length > 0)
        {
            file.Position = file.Length - 1;
            if (file.ReadByte() != '\n')
            {
                file.WriteByte((byte)'\n');
            }
        }
    }

    /// <summary>One line; null when it is not whole.</summary>
    public static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // half a line; its picture is done again
        }
    }

    private JsonObject StampOf(InputPicture picture, string target)
    {
        var input = new FileInfo(picture.Path);
        return input.Exists
            ? StampOf(input.FullName, input.Length, input.LastWriteTimeUtc, target)
            : StampOf(input.FullName, null, null, target);
    }

    private JsonObject StampOf(string input, long? bytes, DateTime? modified, string target) => new()
    {
        ["input"] = input,
        ["bytes"] = bytes?.ToString(CultureInfo.InvariantCulture),
        ["modified"] = modified?.ToString("O", CultureInfo.InvariantCulture),
        ["target"] = Path.GetFullPath(target),
        ["settings"] = settings,
    };
}
