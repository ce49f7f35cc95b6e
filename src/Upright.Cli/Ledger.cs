using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Upright.Cli;

/// <summary>
/// `upright.jsonl` in an output folder: one line a picture, appended and flushed to the disk after its output is safely
/// written, so that a run that was stopped, however hard, goes on where it was.
/// </summary>
internal sealed class Ledger : IDisposable
{
    public const string FileName = "upright.jsonl";

    /// <summary>The field of a line that says what it was done from.</summary>
    public const string Stamp = "ledger";

    /// <summary>The field of the stamp with the settings.</summary>
    public const string Settings = "settings";

    // A place that no ledger reaches: on Windows nobody could read what is locked.
    private const long LockedAt = 1L << 62;

    private readonly FileStream file;
    private readonly JsonObject? settings;

    // Where the last line of each input stands, by its full path: of a hundred thousand the lines themselves would be gigabytes.
    private readonly Dictionary<string, LedgerPlace> places = new(StringComparer.Ordinal);

    private Ledger(FileStream file, JsonObject? settings) => (this.file, this.settings) = (file, settings);

    /// <summary>Opens or creates the ledger of a folder and reads what is done.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="settings">Everything that outputs depend on; a line written under other settings does not count as done. Null where lines are changed alone.</param>
    /// <exception cref="UprightException">It cannot be written, or another run is writing it.</exception>
    public static Ledger Open(string folder, RunSettings? settings)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var ledger = new Ledger(OpenAlone(Path.Combine(folder, FileName)), settings?.ToJson());
            ledger.ReadLines();
            return ledger;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UprightException(UprightError.CannotWrite, $"The ledger: {exception.Message}", exception);
        }
    }

    /// <summary>The line of a picture that was done under these settings, has not changed since, and whose output is still there.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="target">Where its output goes.</param>
    /// <param name="substitute">Where else it may have gone; null for nowhere.</param>
    public JsonObject? Done(InputPicture picture, string target, string? substitute)
    {
        return !picture.IsStream
            && places.TryGetValue(Path.GetFullPath(picture.Path), out var place)
            && ReadLine(place) is { } line
            && line["error"] is null
            && (string?)line[ResultDocument.DecidedBy] != OtherDecision.Undone
            && (IsOf(target) || (substitute is not null && IsOf(substitute)))
            ? line
            : null;

        bool IsOf(string output) => IsUnchanged(line, StampOf(picture, output)) && File.Exists(output);
    }

    /// <summary>The last line of a picture, if it has not been written since; otherwise null.</summary>
    public LedgerLine? Current(InputPicture picture) =>
        places.TryGetValue(Path.GetFullPath(picture.Path), out var place) && ReadLine(place) is { } line && new LedgerLine(line) is { IsCurrent: true } current ? current : null;

    /// <summary>Appends what is known of the run as a whole. Safe to call from several threads.</summary>
    /// <exception cref="UprightException">It cannot be written.</exception>
    public void Note(JsonObject line) => Append(line);

    /// <summary>Appends that the original of a picture was put back.</summary>
    /// <exception cref="UprightException">It cannot be written.</exception>
    public void AddUndone(LedgerLine earlier)
    {
        var line = earlier.Json;
        new OtherDecision(OtherDecision.Undone, Angle.Zero).WriteTo(line);
        line["turned_by"] = 0;
        line["rotation_method"] = "none";
        var stamp = InputStamp(earlier.Input);
        stamp["target"] = earlier.Target;
        stamp[Settings] = line[Stamp]?[Settings]?.DeepClone();
        line[Stamp] = stamp;
        Append(line);
    }

    /// <summary>Appends a result. Safe to call from several threads.</summary>
    /// <exception cref="UprightException">It cannot be written.</exception>
    public void Add(InputPicture picture, string target, PictureResult result)
    {
        var line = ResultDocument.Of(result);
        line[Stamp] = StampOf(picture, target);
        Append(line);
    }

    /// <summary>Appends the result of a picture that is about to be replaced. Safe to call from several threads.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="target">Where it stands.</param>
    /// <param name="result">What was done.</param>
    /// <param name="replacement">The new file, which is to take its place.</param>
    /// <exception cref="UprightException">It cannot be written.</exception>
    public void AddReplacing(InputPicture picture, string target, PictureResult result, FileInfo replacement) =>
        Add(ResultDocument.Of(result), Path.GetFullPath(picture.Path), replacement.Length, replacement.LastWriteTimeUtc, target);

    /// <summary>Appends a picture that was done elsewhere. Safe to call from several threads.</summary>
    /// <param name="line">Its result.</param>
    /// <param name="input">The full path of the picture it was made from.</param>
    /// <param name="bytes">That picture's size.</param>
    /// <param name="modified">When that picture was last changed.</param>
    /// <param name="target">Its output.</param>
    /// <exception cref="UprightException">It cannot be written.</exception>
    public void Add(JsonObject line, string input, long bytes, DateTime modified, string target)
    {
        line[Stamp] = Completed(InputStamp(input, bytes, modified), target);
        Append(line);
    }

    /// <summary>Appends what someone decided about a picture or document that is done, from the same input and under the same settings.</summary>
    /// <param name="earlier">Its line so far.</param>
    /// <param name="line">The new one.</param>
    /// <param name="target">Where its output is now.</param>
    /// <exception cref="UprightException">It cannot be written.</exception>
    /// <returns>The line that was appended.</returns>
    public LedgerLine AddDecision(LedgerLine earlier, JsonObject line, string target)
    {
        line[Stamp] = earlier.Json[Stamp]!.DeepClone();
        line[Stamp]!["target"] = target;
        Append(line);
        return new LedgerLine(line);
    }

    /// <summary>Whether an input is the one that a line was written for: as long, and not written since.</summary>
    public static bool IsUnchanged(JsonObject line, string input)
    {
        var now = InputStamp(input);
        return now.All(field => JsonNode.DeepEquals(line[Stamp]?[field.Key], field.Value));
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    // One run at a time, and anybody may read meanwhile. Without a buffer: whoever asks a stream for its handle, as reading beside
    // it does, empties the buffer that another thread may be filling, and a line is lost; half a line that a full disk left would
    // be kept there, too, and written before the next.
    private static FileStream OpenAlone(string path)
    {
        if (OperatingSystem.IsMacOS())
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0); // which has no locks of ranges
        }

        FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        try
        {
            file.Lock(LockedAt, 1);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void ReadLines()
    {
        foreach (var (place, line) in LedgerLines.In(file))
        {
            places[LedgerLines.Input(line)] = place;
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

    // Beside what is being appended: no position of the file is moved.
    private JsonObject? ReadLine(LedgerPlace place)
    {
        var text = new byte[place.Length];
        return RandomAccess.Read(file.SafeFileHandle, text, place.Start) == text.Length ? LedgerLines.Parse(text) : null;
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

    // Whether pages decide for each other is a setting of documents alone: pictures are decided by others when the run is done.
    private static bool IsUnchanged(JsonObject line, JsonObject now)
    {
        var before = line[Stamp];
        if (line["pages"] is null && before?.DeepClone() is JsonObject stamp)
        {
            (before, stamp[Settings], now[Settings]) = (stamp, RunSettings.OfPictures(stamp[Settings]), RunSettings.OfPictures(now[Settings]));
        }

        return JsonNode.DeepEquals(before, now);
    }

    private JsonObject StampOf(InputPicture picture, string target) => Completed(InputStamp(picture.Path), target);

    private JsonObject Completed(JsonObject stamp, string target)
    {
        stamp["target"] = Path.GetFullPath(target);
        stamp[Settings] = settings?.DeepClone();
        return stamp;
    }

    private static JsonObject InputStamp(string path)
    {
        var input = new FileInfo(path);
        return input.Exists ? InputStamp(input.FullName, input.Length, input.LastWriteTimeUtc) : InputStamp(input.FullName, null, null);
    }

    private static JsonObject InputStamp(string input, long? bytes, DateTime? modified) => new()
    {
        ["input"] = input,
        ["bytes"] = bytes?.ToString(CultureInfo.InvariantCulture),
        ["modified"] = modified?.ToString("O", CultureInfo.InvariantCulture),
    };
}
