using System.Numerics;
using System.Runtime.CompilerServices;
using NetVips;

namespace Upright.Rectification;

/// <summary>A picture turned by any angle, drawn where and when it is asked for.</summary>
internal static class TurnedPicture
{
    /// <summary>The turned picture; its pixels are made when it is written.</summary>
    /// <param name="pixels">In memory, 8 or 16 bits. Becomes this image's, which disposes it.</param>
    /// <param name="placement">Where it lies on the canvas.</param>
    /// <param name="background">What is shown where it does not reach, one value per band; null to draw its border pixels out.</param>
    /// <param name="cancellationToken">Lets whoever asks for pixels fail.</param>
    public static Image Of(Image pixels, Placement placement, double[]? background, CancellationToken cancellationToken = default) => pixels.Bands <= Resampler.MostBands
        ? Of(pixels, pixels.HasAlpha(), placement, background, cancellationToken)
        : OfManyBands(pixels, placement, background, cancellationToken);

    private static Image Of(Image pixels, bool hasAlpha, Placement placement, double[]? background, CancellationToken cancellationToken) =>
        pixels.Format == Enums.BandFormat.Ushort
            ? new TurnedPicture<ushort>(pixels, hasAlpha, placement, background).ToImage(cancellationToken)
            : new TurnedPicture<byte>(pixels, hasAlpha, placement, background).ToImage(cancellationToken);

    /// <summary>Some TIFFs have bands beside colours and alpha: a few bands at a time, each time with the alpha.</summary>
    private static Image OfManyBands(Image pixels, Placement placement, double[]? background, CancellationToken cancellationToken)
    {
        using (pixels)
        {
            var alpha = pixels.HasAlpha() ? pixels.Bands - 1 : pixels.Bands;
            Image[] groups = [.. Enumerable.Range(0, alpha).Chunk(Resampler.MostBands - 1).Select(Group)];
            using var joined = groups[0].Bandjoin(groups[1..]);
            Array.ForEach(groups, group => group.Dispose());
            return joined.Copy(interpretation: pixels.Interpretation);

            Image Group(int[] bands)
            {
                int[] all = [.. bands, .. Enumerable.Range(alpha, pixels.Bands - alpha)];
                using var colours = pixels.ExtractBand(bands[0], n: bands.Length);
                using var opacity = all.Length == bands.Length ? null : pixels[alpha];
                using var group = opacity is null ? colours.Copy() : colours.Bandjoin(opacity);
                using var turned = Of(group.CopyMemory(), opacity is not null, placement, background is null ? null : [.. all.Select(band => background[band])], cancellationToken);

                // Only the last group keeps the alpha.
                return turned.ExtractBand(0, n: bands[^1] == alpha - 1 ? all.Length : bands.Length);
            }
        }
    }
}

/// <summary>The same for one kind of samples.</summary>
internal sealed unsafe class TurnedPicture<T>
    where T : unmanaged, IBinaryInteger<T>
{
    // Columns that a resampler reads for one pixel.
    private const int Reads = LanczosWeights.Taps + Resampler.ReadsBehind;

    // So many pixels beside the border are drawn at a time, from a patch that holds all they need at any angle.
    private const int AtATime = 16;
    private const int PatchColumns = AtATime + Reads;
    private const int PatchRows = AtATime + LanczosWeights.Taps;

    private readonly Image picture;
    private readonly Placement placement;
    private readonly byte* pixels;
    private readonly int bands;
    private readonly bool hasAlpha;
    private readonly nint stride;
    private readonly T[]? background; // a whole row of it
    private readonly Resampler resampler;

    public TurnedPicture(Image picture, bool hasAlpha, Placement placement, double[]? background)
    {
        (this.picture, this.hasAlpha, this.placement) = (picture, hasAlpha, placement);
        bands = picture.Bands;
        pixels = DemandImage.Data(picture);
        stride = (nint)picture.Width * bands * sizeof(T);
        this.background = background is null ? null
            : [.. Enumerable.Repeat(background.Select(value => T.CreateSaturating(Math.Round(value))), placement.CanvasWidth).SelectMany(pixel => pixel)];
        resampler = Resampler.For(bands, typeof(T) == typeof(ushort), hasAlpha);
    }

    public Image ToImage(CancellationToken cancellationToken)
    {
        using var image = DemandImage.New(picture, placement.CanvasWidth, placement.CanvasHeight, TryDraw);
        return image.Copy(xoffset: 0, yoffset: 0);

        bool TryDraw(int left, int top, int width, int height, byte* target, nint targetStride)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            Draw(left, top, width, height, target, targetStride);
            return true;
        }
    }

    private void Draw(int left, int top, int width, int height, byte* target, nint targetStride)
    {
        for (var row = 0; row < height; row++)
        {
            // As if the canvas's row began there.
            DrawRow(top + row, (T*)(target + (row * targetStride)) - ((nint)left * bands), left, left + width);
        }
    }

    private void DrawRow(int row, T* target, int left, int right)
    {
        var walk = Walk.Along(placement, row);
        if (background is null)
        {
            Resample(walk, target, left, right);
            return;
        }

        var (touched, full) = Coverage.Of(placement, row);
        int from = Math.Clamp(touched.Start, left, right), to = Math.Clamp(touched.End, left, right);
        Fill(target, left, from);
        Resample(walk, target, from, to);
        Blend(row, target, from, Math.Clamp(full.Start, from, to));
        Blend(row, target, Math.Clamp(full.End, from, to), to);
        Fill(target, to, right);
    }

    private void Resample(Walk walk, T* target, int from, int to)
    {
        var inside = walk.Within(placement.Width - Reads + 1, placement.Height - LanczosWeights.Taps + 1, from, to);
        DrawOut(walk, target, from, inside.Start);
        resampler.Run(pixels, stride, walk.From(inside.Start), (byte*)At(target, inside.Start), inside.End - inside.Start);
        DrawOut(walk, target, inside.End, to);
    }

    /// <summary>Resamples where the kernel reaches beyond the picture, as if the picture's border pixels went on for ever.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DrawOut(Walk walk, T* target, int from, int to)
    {
        var patch = stackalloc T[PatchRows * PatchColumns * bands];
        var patchStride = PatchColumns * bands;
        for (var column = from; column < to; column += AtATime)
        {
            var count = Math.Min(AtATime, to - column);
            Walk first = walk.From(column), last = walk.From(column + count - 1);
            var left = Math.Min(first.X, last.X) >> Walk.Fraction;
            var top = Math.Min(first.Y, last.Y) >> Walk.Fraction;
            var rows = (Math.Max(first.Y, last.Y) >> Walk.Fraction) - top + LanczosWeights.Taps;
            for (var row = 0; row < rows; row++)
            {
                var clamped = (T*)(pixels + (Math.Clamp(top + row, 0, placement.Height - 1) * stride));
                CopyRow(clamped, left, new Span<T>(patch + (row * patchStride), patchStride));
            }

            var within = first with { X = first.X - (left << Walk.Fraction), Y = first.Y - (top << Walk.Fraction) };
            resampler.Run((byte*)patch, patchStride * sizeof(T), within, (byte*)At(target, column), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyRow(T* row, long left, Span<T> patch)
    {
        var before = (int)Math.Clamp(-left, 0, PatchColumns);
        var behind = (int)Math.Clamp(left + PatchColumns - placement.Width, 0, PatchColumns);
        Repeat(At(row, 0), patch[..(before * bands)]);
        if (before + behind < PatchColumns)
        {
            new Span<T>(At(row, (int)left + before), (PatchColumns - before - behind) * bands).CopyTo(patch[(before * bands)..]);
        }

        Repeat(At(row, placement.Width - 1), patch[((PatchColumns - behind) * bands)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Repeat(T* pixel, Span<T> patch)
    {
        if (patch.Length > 0)
        {
            new Span<T>(pixel, bands).CopyTo(patch);
            for (var done = bands; done < patch.Length; done *= 2)
            {
                patch[..Math.Min(done, patch.Length - done)].CopyTo(patch[done..]);
            }
        }
    }

    private void Fill(T* target, int from, int to) => background.AsSpan(0, (to - from) * bands).CopyTo(new Span<T>(At(target, from), (to - from) * bands));

    /// <summary>Lays pixels that are covered in part over the background.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Blend(int row, T* target, int from, int to)
    {
        for (var column = from; column < to; column++)
        {
            double covered = Coverage.At(placement, row, column), open = 255 - covered;
            var pixel = At(target, column);
            if (hasAlpha)
            {
                // Each side's colours count by its alpha.
                var alpha = bands - 1;
                covered *= double.CreateTruncating(pixel[alpha]);
                open *= double.CreateTruncating(background![alpha]);
                pixel[alpha] = T.CreateTruncating(Math.Round((covered + open) / 255));
            }

            for (var band = 0; band < bands - (hasAlpha ? 1 : 0); band++)
            {
                var mixed = (covered * double.CreateTruncating(pixel[band])) + (open * double.CreateTruncating(background![band]));
                pixel[band] = covered + open > 0 ? T.CreateTruncating(Math.Round(mixed / (covered + open))) : T.Zero;
            }
        }
    }

    private T* At(T* target, int column) => target + ((nint)column * bands);
}
