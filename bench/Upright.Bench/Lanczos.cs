using NetVips;

namespace Upright.Bench;

/// <summary>The Lanczos kernel over 6 x 6 pixels, which libvips has for scaling but not for turning; plain, for comparison only.</summary>
internal static class Lanczos
{
    private const int Reach = 3;

    public static Image Turned(Image grey, double degrees)
    {
        int width = grey.Width, height = grey.Height;
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
        var from = grey.WriteToMemory<byte>();
        var to = new byte[from.Length];
        Span<double> across = stackalloc double[2 * Reach], down = stackalloc double[2 * Reach];
        for (var i = 0; i < to.Length; i++)
        {
            double dx = (i % width) - ((width - 1) / 2.0), dy = (i / width) - ((height - 1) / 2.0);
            double x = ((width - 1) / 2.0) + (cos * dx) + (sin * dy), y = ((height - 1) / 2.0) - (sin * dx) + (cos * dy);
            int left = (int)Math.Floor(x) - Reach + 1, top = (int)Math.Floor(y) - Reach + 1;
            Weigh(x - left, across);
            Weigh(y - top, down);
            var sum = 0.0;
            for (var row = 0; row < 2 * Reach; row++)
            {
                for (var column = 0; column < 2 * Reach; column++)
                {
                    sum += down[row] * across[column] * from[(Math.Clamp(top + row, 0, height - 1) * width) + Math.Clamp(left + column, 0, width - 1)];
                }
            }

            to[i] = (byte)Math.Clamp(Math.Round(sum), 0, 255);
        }

        return Image.NewFromMemory(to, width, height, 1, Enums.BandFormat.Uchar);
    }

    private static void Weigh(double at, Span<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Sinc(at - i) * Sinc((at - i) / Reach);
            sum += weights[i];
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] /= sum;
        }
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
