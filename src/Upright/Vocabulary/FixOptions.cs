namespace Upright;

/// <summary>How <see cref="Uprighter"/> writes the upright picture. Immutable; every default is visible here.</summary>
public sealed record FixOptions
{
    /// <summary>How large the result is.</summary>
    /// <value>Default <see cref="Canvas.Grow"/>: nothing is cut off.</value>
    public Canvas Canvas { get; init; } = Canvas.Grow;

    /// <summary>What is shown where the turned picture does not reach.</summary>
    /// <value>Default <see cref="Fill.Auto"/>: the paper or edge colour.</value>
    public Fill Fill { get; init; } = Fill.Auto;

    /// <summary>Which part of the angle is carried out.</summary>
    /// <value>Default <see cref="TurnPart.Whole"/>.</value>
    public TurnPart Only { get; init; } = TurnPart.Whole;

    /// <summary>A turn that someone chose by eye: it is carried out, whatever the estimate says.</summary>
    /// <value>Default null: the estimate decides.</value>
    public Angle? Turn { get; init; }

    /// <summary>Turns that someone chose for pages of a document, by their numbers from 1: they are carried out, and those pages are not judged.</summary>
    /// <value>Default null: every page's estimate decides.</value>
    public IReadOnlyDictionary<int, Angle>? PageTurns { get; init; }

    /// <summary>
    /// Whether the pages of a document were taken in alike, as by a scanner's feeder: pages that are not sure are turned by the quarter
    /// on which the sure ones agree, those with odd numbers and those with even ones each by themselves, since a duplex feeder may put every second page on its head.
    /// </summary>
    /// <value>Default false: every page's own estimate decides.</value>
    public bool SameCamera { get; init; }

    /// <summary>
    /// Whether left and right are exchanged, after the turn, where letters are surely seen in a mirror: film and slides scanned
    /// from the back, selfies. Pixels are moved, of a JPEG its coded blocks. What is unsure, and pages of a PDF, are left.
    /// </summary>
    /// <value>Default false: it is only reported, as <see cref="RotationEstimate.Mirrored"/>.</value>
    public bool Unmirror { get; init; }

    /// <summary>The format to write.</summary>
    /// <value>Default null: by the ending of the output's name, otherwise the input's (PNG for raw pixels).</value>
    public PictureFormat? Format { get; init; }

    /// <summary>Quality for formats with loss.</summary>
    /// <value>1 to 100; default null: the input's estimated quality for JPEG to JPEG, otherwise 90 (AVIF 75).</value>
    public int? Quality { get; init; }

    /// <summary>
    /// What is done about the edge of a JPEG that cannot be turned by a quarter without loss. Where it can, it is, unless a
    /// format or quality is asked for.
    /// </summary>
    /// <value>Default <see cref="JpegEdge.Reencode"/>: upright for every reader, nothing cut off.</value>
    public JpegEdge Edge { get; init; } = JpegEdge.Reencode;

    /// <summary>
    /// Whether pictures are turned by their orientation tag alone: no pixel is touched, and a residual is left as it is.
    /// GIF is an error when it has to be turned.
    /// </summary>
    /// <value>Default false. Excludes <see cref="Format"/>, <see cref="Quality"/> and <see cref="TurnPart.Residual"/>.</value>
    public bool TagOnly { get; init; }

    /// <summary>
    /// Whether a sidecar of XMP (<c>a.jpg.xmp</c>, <c>a.xmp</c>) goes along from file to file, its orientation and coordinates set right
    /// for the written picture; in place it is changed where it stands.
    /// </summary>
    /// <value>Default false: one that names another orientation is told, as <see cref="PictureNote.SidecarOrientation"/>.</value>
    public bool Sidecars { get; init; }

    /// <summary>Whether the output may replace the input; the original is kept until the new file is complete.</summary>
    /// <value>Default false: an output that is the input is an error.</value>
    public bool InPlace { get; init; }

    /// <summary>Told of what is about to take an output's place: the new file, whole, and the report of the picture or of the document.</summary>
    internal Action<FileInfo, UprightReport?, Pages.DocumentReport?>? Replacing { get; init; }

    /// <summary>Where a picture goes whose format is not written, under the ending of the one that it is written in; null to refuse that.</summary>
    internal string? SubstitutePath { get; init; }

    /// <summary>Which part of an angle is carried out: a tag knows quarters only.</summary>
    internal TurnPart Part => TagOnly ? TurnPart.Quarter : Only;

    /// <summary>Whether pages of a signed PDF may be turned, which its signatures will tell of.</summary>
    /// <value>Default false: a signed PDF with a page to turn is an error.</value>
    public bool ChangeSigned { get; init; }

    /// <summary>Reports every violation at once.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.InvalidOptions"/></exception>
    internal FixOptions Validated()
    {
        var check = new OptionsCheck();
        check.Require(Enum.IsDefined(Canvas), nameof(Canvas), Canvas, "Grow, Inner or Same");
        check.Require(Enum.IsDefined(Only), nameof(Only), Only, "Whole, Quarter or Residual");
        check.Require(Enum.IsDefined(Edge), nameof(Edge), Edge, "Reencode, Keep or Trim");
        check.Require(
            Format is not { } format || (Enum.IsDefined(format) && format.WrittenAs() == format),
            nameof(Format),
            Format,
            string.Join(", ", Enum.GetValues<PictureFormat>().Where(each => each.WrittenAs() == each)));
        check.Require(Quality is null or (>= 1 and <= 100), nameof(Quality), Quality, "1 to 100");
        check.Require(!TagOnly || (Quality is null && Format is null && Only != TurnPart.Residual), nameof(TagOnly), TagOnly, "no Format, no Quality, and not the residual: no pixel is written");
        check.ThrowIfViolated();
        return this;
    }
}
