namespace Upright;

/// <summary>How <see cref="Uprighter"/> decides and what it accepts. Immutable; every default is visible here.</summary>
public sealed record UprightOptions
{
    internal const double DefaultThreshold = 0.98;
    internal const long DefaultGpuMemory = 512L << 20;

    /// <summary>Below this confidence nothing is changed. Turning a picture over must be five times as sure as leaving it, turning it by a quarter two and a half times.</summary>
    /// <value>0 to 1; default 0.98: of the answers to the pictures that it was fitted on one in three hundred photos and no page is then wrong.</value>
    public double Threshold { get; init; } = DefaultThreshold;

    /// <summary>How much is looked at before an answer is given up.</summary>
    /// <value>Default <see cref="Effort.Normal"/>: larger networks are asked where the small one is not sure.</value>
    public Effort Effort { get; init; } = Effort.Normal;

    /// <summary>Where the pictures come from, and so which angles are likely before one looks.</summary>
    /// <value>Default <see cref="AngleExpectation.Any"/>.</value>
    public AngleExpectation Expect { get; init; } = AngleExpectation.Any;

    /// <summary>Pictures without text that are off by no more than this are left alone; and those that are not surely tilted, whatever they are off by.</summary>
    /// <value>Degrees, 0 to 45; default 0.3.</value>
    public double DeadBand { get; init; } = 0.3;

    /// <summary>Pages whose lines of text are off by no more than this are left alone.</summary>
    /// <value>Degrees, 0 to 45; default 0.05.</value>
    public double TextDeadBand { get; init; } = 0.05;

    /// <summary>Answers that would turn a picture further than this are not carried out: they are <see cref="Decision.Unsure"/>.</summary>
    /// <value>Degrees, 0 to 180; default 180: every answer may be carried out.</value>
    public double MaxAngle { get; init; } = 180;

    /// <summary>Pictures with more pixels than this are refused before they are decoded.</summary>
    /// <value>1 to 100,000,000,000; default 200,000,000.</value>
    public long MaxPixels { get; init; } = 200_000_000;

    /// <summary>Pictures with more frames or pages than this are refused.</summary>
    /// <value>1 to 100,000; default 1: only the first frame could be turned, and the others would be lost.</value>
    public int MaxFrames { get; init; } = 1;

    /// <summary>Documents (PDF, TIFF of several pages) with more pages than this are refused.</summary>
    /// <value>1 to 1,000,000; default 10,000.</value>
    public int MaxPages { get; init; } = 10_000;

    /// <summary>Files with more bytes than this are refused.</summary>
    /// <value>At least 1; default 2 GiB.</value>
    public long MaxFileSize { get; init; } = 2L << 30;

    /// <summary>Whether a truncated or slightly damaged picture is used as far as it can be decoded.</summary>
    /// <value>Default false: it is an error.</value>
    public bool Tolerant { get; init; }

    /// <summary>
    /// Whether formats that only ImageMagick decodes are read: HEIC, BMP, JPEG 2000, JPEG XL, PNM, PSD and ICO. It is loaded when the first of them comes. A program that
    /// reads files of strangers may want one library less that decodes them in its process.
    /// </summary>
    /// <value>Default true.</value>
    public bool ReadsWithImageMagick { get; init; } = true;

    /// <summary>What the network runs on. The GPU needs ONNX Runtime's CUDA build in the application, and NVIDIA's libraries.</summary>
    /// <value>Default <see cref="NetworkDevice.Auto"/>: a GPU where it can be used.</value>
    public NetworkDevice Device { get; init; } = NetworkDevice.Auto;

    /// <summary>How much of a GPU's memory the network may take, beside what CUDA itself needs to start.</summary>
    /// <value>Bytes, 256 MiB to 1 TiB; default 512 MiB.</value>
    public long GpuMemory { get; init; } = DefaultGpuMemory;

    /// <summary>Threads for one view of the network on the processor; 0 uses all cores.</summary>
    /// <value>0 to 1024; default 0.</value>
    public int Threads { get; init; }

    /// <summary>A model file to use instead of the one built in.</summary>
    /// <value>Default null: the model that comes with the library.</value>
    public string? ModelPath { get; init; }

    /// <summary>Reports every violation at once.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.InvalidOptions"/></exception>
    internal UprightOptions Validated()
    {
        var check = new OptionsCheck();
        check.Require(Threshold is >= 0 and <= 1, nameof(Threshold), Threshold, "0 to 1");
        check.Require(Enum.IsDefined(Expect), nameof(Expect), Expect, "Any, Camera or Scan");
        check.Require(Enum.IsDefined(Effort), nameof(Effort), Effort, "Normal or Quick");
        check.Require(DeadBand is >= 0 and <= 45, nameof(DeadBand), DeadBand, "0 to 45 degrees");
        check.Require(TextDeadBand is >= 0 and <= 45, nameof(TextDeadBand), TextDeadBand, "0 to 45 degrees");
        check.Require(MaxAngle is >= 0 and <= 180, nameof(MaxAngle), MaxAngle, "0 to 180 degrees");
        check.Require(MaxPixels is >= 1 and <= 100_000_000_000, nameof(MaxPixels), MaxPixels, "1 to 100,000,000,000");
        check.Require(MaxFrames is >= 1 and <= 100_000, nameof(MaxFrames), MaxFrames, "1 to 100,000");
        check.Require(MaxPages is >= 1 and <= 1_000_000, nameof(MaxPages), MaxPages, "1 to 1,000,000");
        check.Require(MaxFileSize >= 1, nameof(MaxFileSize), MaxFileSize, "at least 1 byte");
        check.Require(Enum.IsDefined(Device), nameof(Device), Device, "Auto, Cpu, Cuda or TensorRt");
        check.Require(GpuMemory is >= 256L << 20 and <= 1L << 40, nameof(GpuMemory), GpuMemory, "256 MiB to 1 TiB");
        check.Require(Threads is >= 0 and <= 1024, nameof(Threads), Threads, "0 to 1024");
        check.ThrowIfViolated();
        return this;
    }
}
