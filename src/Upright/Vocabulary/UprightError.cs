using System.Reflection;

namespace Upright;

/// <summary>
/// The one catalogue of what can go wrong, shared by the library (exception), the tool (exit code)
/// and the service (problem type). <c>docs/errors.md</c> has a heading for each entry.
/// </summary>
/// <param name="Code">Stable identifier, kebab-case, for example <c>file-not-found</c>.</param>
/// <param name="ExitCode">What the tool exits with when this is the worst that happened.</param>
/// <param name="HttpStatus">What the service answers.</param>
/// <param name="Summary">One sentence: what happened.</param>
/// <param name="Advice">One sentence: what helps.</param>
public sealed record UprightError(string Code, int ExitCode, int HttpStatus, string Summary, string Advice)
{
    // Exit codes 1 and 2 (wrong command line) belong to the shell's habits; the catalogue starts at 10.

    /// <summary>The path does not exist.</summary>
    public static UprightError FileNotFound { get; } = new("file-not-found", 10, 404, "There is no such file.", "Check the path; quote globs your shell should not expand.");

    /// <summary>The path is a directory where a file is needed.</summary>
    public static UprightError IsADirectory { get; } = new("is-a-directory", 11, 400, "The path is a directory, not a file.", "Give a file, or an output directory with several inputs.");

    /// <summary>The input cannot be opened.</summary>
    public static UprightError CannotRead { get; } = new("cannot-read", 12, 400, "The input cannot be read.", "Check its permissions.");

    /// <summary>The input has no bytes.</summary>
    public static UprightError EmptyFile { get; } = new("empty-file", 13, 400, "The input is empty (0 bytes).", "Copy or download it again.");

    /// <summary>The bytes are not a picture of any known format.</summary>
    public static UprightError NotAPicture { get; } = new("not-a-picture", 14, 415, "The bytes are not a picture of a known format.", "The name's ending is not looked at, only the content.");

    /// <summary>A picture format that is recognised but cannot be read here.</summary>
    public static UprightError UnsupportedFormat { get; } = new("unsupported-format", 15, 415, "The picture's format is known but cannot be read here.", "Convert it to JPEG, PNG, WebP or TIFF.");

    /// <summary>The picture's data ends early or is damaged.</summary>
    public static UprightError DamagedPicture { get; } = new("damaged-picture", 16, 422, "The picture is truncated or damaged.", "Use --tolerant to keep what can be decoded.");

    /// <summary>More pixels than the limit.</summary>
    public static UprightError TooManyPixels { get; } = new("too-many-pixels", 17, 413, "The picture has more pixels than the limit.", "Raise --max-pixels if you trust it.");

    /// <summary>More frames or pages than the limit.</summary>
    public static UprightError TooManyFrames { get; } = new("too-many-frames", 18, 413, "The picture has more frames than can be handled.", "Split it, or raise --max-frames.");

    /// <summary>A larger file than the limit.</summary>
    public static UprightError FileTooLarge { get; } = new("file-too-large", 19, 413, "The file is larger than the limit.", "Raise --max-file-size if you trust it.");

    /// <summary>The target cannot be written.</summary>
    public static UprightError CannotWrite { get; } = new("cannot-write", 20, 500, "The output cannot be written.", "Check that the folder exists, its permissions and the free space.");

    /// <summary>The output would replace the input.</summary>
    public static UprightError WouldOverwriteInput { get; } = new("would-overwrite-input", 21, 400, "The output would replace the input.", "Give another output, or say --in-place.");

    /// <summary>The asked output format cannot be written.</summary>
    public static UprightError CannotEncode { get; } = new("cannot-encode", 22, 422, "The picture cannot be written in this format.", "Choose another --format.");

    /// <summary>Options contradict each other or lie outside their range.</summary>
    public static UprightError InvalidOptions { get; } = new("invalid-options", 23, 400, "The options are not valid.", "See the message for each violation.");

    /// <summary>The model file is missing or is not one this version understands.</summary>
    public static UprightError UnusableModel { get; } = new("unusable-model", 24, 500, "The model is missing or not understood by this version.", "Reinstall, or give a model made for this version.");

    /// <summary>The orientation tag cannot be written into this picture.</summary>
    public static UprightError CannotTag { get; } = new("cannot-tag", 25, 422, "The orientation tag cannot be written into this picture.", "Leave out --tag-only and --edge keep.");

    /// <summary>The GPU that was asked for cannot be used.</summary>
    public static UprightError DeviceUnavailable { get; } = new("device-unavailable", 26, 500, "The GPU cannot be used.", "Check the driver, CUDA and cuDNN, and that this is the build for GPUs; or use --device auto or cpu.");

    /// <summary>A library of native code is missing beside the program.</summary>
    public static UprightError MissingLibrary { get; } = new("missing-library", 27, 500, "A native library cannot be loaded.", "Add the package Upright.All, which brings all native libraries for the platform that the program is published for.");

    /// <summary>A PDF that is encrypted.</summary>
    public static UprightError EncryptedDocument { get; } = new("encrypted-document", 30, 422, "The PDF is encrypted.", "Remove its password first, for example with qpdf --decrypt.");

    /// <summary>A PDF that is signed, and would be changed.</summary>
    public static UprightError SignedDocument { get; } = new("signed-document", 31, 409, "The PDF is signed, and turning its pages would break the signature.", "Say --change-signed if that does not matter.");

    /// <summary>A document whose structure is damaged.</summary>
    public static UprightError DamagedDocument { get; } = new("damaged-document", 32, 422, "The document is truncated or damaged.", "Get a complete copy, or repair a PDF, for example with qpdf.");

    /// <summary>A document with more pages than the limit.</summary>
    public static UprightError TooManyPages { get; } = new("too-many-pages", 33, 413, "The document has more pages than the limit.", "Raise --max-pages if you trust it, or split it.");

    /// <summary>No NATS server with JetStream answers.</summary>
    public static UprightError FleetUnavailable { get; } = new("fleet-unavailable", 40, 503, "The fleet's NATS server cannot be used.", "Check --nats and the credentials, and that JetStream is enabled; one machine alone needs no server.");

    /// <summary>There is no job of this name.</summary>
    public static UprightError UnknownJob { get; } = new("unknown-job", 41, 404, "There is no such job, or no longer.", "Check --job, or put pictures into it with 'upright enqueue'.");

    /// <summary>A picture was tried several times and given up.</summary>
    public static UprightError GaveUp { get; } = new("gave-up", 42, 500, "The picture was given up after several attempts.", "See the reason; 'upright enqueue --retry-failed' tries again.");

    /// <summary>Something that is in no list, set off by one input.</summary>
    public static UprightError Unexpected { get; } = new("unexpected", 70, 500, "Something happened that should not.", "Please report it, with what the log says.");

    /// <summary>Every entry, in the order of exit codes.</summary>
    public static IReadOnlyList<UprightError> Catalogue { get; } =
    [
        .. typeof(UprightError).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(UprightError))
            .Select(property => (UprightError)property.GetValue(null)!)
            .OrderBy(error => error.ExitCode),
    ];
}
