using System.ComponentModel.DataAnnotations;

namespace Upright.Server;

/// <summary>What the service accepts and how much it does at a time: the section <c>Upright</c> of the configuration.</summary>
internal sealed record ServerSettings
{
    /// <summary>Larger uploads are refused.</summary>
    /// <value>Bytes; default 64 MiB.</value>
    [Range(1, 1L << 40)]
    public long MaxFileSize { get; init; } = 64 << 20;

    /// <summary>Pictures with more pixels are refused before they are decoded.</summary>
    /// <value>Default 37,000,000.</value>
    [Range(1, 10_000_000_000)]
    public long MaxPixels { get; init; } = 37_000_000;

    /// <summary>Whether formats that only ImageMagick decodes are read (HEIC, BMP, JPEG 2000 and others): one library more that decodes what strangers send.</summary>
    /// <value>Default false.</value>
    public bool ReadsWithImageMagick { get; init; }

    /// <summary>Documents with more pages are refused before a page is looked at.</summary>
    /// <value>Default 500.</value>
    [Range(1, 1_000_000)]
    public int MaxPages { get; init; } = 500;

    /// <summary>Pictures worked on at a time.</summary>
    /// <value>Default: as many as there are cores.</value>
    [Range(1, 1024)]
    public int Concurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>The sum of the pixels of the pictures worked on at a time: a large picture waits until it is alone.</summary>
    /// <value>Default 37,000,000.</value>
    [Range(1_000_000, 100_000_000_000)]
    public long PixelsAtOnce { get; init; } = 37_000_000;

    /// <summary>Requests that may wait while others are worked on; more are told to come again later.</summary>
    /// <value>Default 32.</value>
    [Range(0, 100_000)]
    public int Queue { get; init; } = 32;

    /// <summary>Requests with pictures that may be on their way or in work at a time; one caller has no more than three quarters of them.</summary>
    /// <value>Default 256.</value>
    [Range(1, 1_000_000)]
    public int Uploads { get; init; } = 256;

    /// <summary>Bodies that come more slowly, after ten seconds of patience, are given up.</summary>
    /// <value>Bytes a second; default 4096.</value>
    [Range(1, 1L << 30)]
    public long SlowestUpload { get; init; } = 4096;

    /// <summary>The pictures of a job must have arrived by then.</summary>
    /// <value>Default 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan UploadDeadline { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A request that has not been answered by then is given up.</summary>
    /// <value>Default one minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Requests that one key, or without keys one address, may make a minute.</summary>
    /// <value>Default 0: as many as it likes.</value>
    [Range(0, 1_000_000)]
    public int RequestsPerMinute { get; init; }

    /// <summary>Jobs that run at a time; one caller has no more than three quarters of them.</summary>
    /// <value>Default 8.</value>
    [Range(0, 10_000)]
    public int MaxJobs { get; init; } = 8;

    /// <summary>Jobs that are done and kept; of more, the oldest is forgotten before it expires.</summary>
    /// <value>Default 16.</value>
    [Range(1, 10_000)]
    public int MaxDoneJobs { get; init; } = 16;

    /// <summary>Pictures in one job.</summary>
    /// <value>Default 500.</value>
    [Range(1, 100_000)]
    public int MaxJobPictures { get; init; } = 500;

    /// <summary>All pictures of one job together.</summary>
    /// <value>Bytes; default 1 GiB.</value>
    [Range(1, 1L << 40)]
    public long MaxJobSize { get; init; } = 1 << 30;

    /// <summary>How long a job's results are kept.</summary>
    /// <value>Default one hour.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "30.00:00:00")]
    public TimeSpan JobExpiry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Where uploads and results lie while they are worked on.</summary>
    /// <value>Default: the system's folder for temporary files.</value>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>Who may ask: a name for each key, and the key's SHA-256 in hexadecimal. Nobody needs a key when there is none.</summary>
    public IReadOnlyDictionary<string, string> ApiKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>What the network runs on.</summary>
    /// <value>Default <see cref="NetworkDevice.Auto"/>: a GPU where it can be used.</value>
    public NetworkDevice Device { get; init; } = NetworkDevice.Auto;

    /// <summary>How much of a GPU's memory the network may take, beside what CUDA itself needs to start.</summary>
    /// <value>Bytes; default 512 MiB.</value>
    [Range(256L << 20, 1L << 40)]
    public long GpuMemory { get; init; } = 512L << 20;

    /// <summary>A model file to use instead of the one built in.</summary>
    public string? ModelPath { get; init; }
}
