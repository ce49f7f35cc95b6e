using System.Numerics;

namespace Upright.Estimation;

/// <summary>A colour that occurs often, and how it varies: a mean and the inverse of a covariance.</summary>
/// <param name="Mean">The colour.</param>
/// <param name="Precision">The inverse covariance, in the upper left 3 × 3.</param>
internal sealed record ColourCluster(Vector3 Mean, Matrix4x4 Precision)
{
    /// <summary>The cluster of some colours.</summary>
    /// <param name="members">One or more.</param>
    /// <param name="noise">The variance that is added to each of the three, more than 0.</param>
    public static ColourCluster Of(Vector3[] members, Vector3 noise)
    {
        var mean = Average(members);
        Vector3 x = default, y = default, z = default;
        foreach (var colour in members)
        {
            var difference = colour - mean;
            x += difference * difference.X / members.Length;
            y += difference * difference.Y / members.Length;
            z += difference * difference.Z / members.Length;
        }

        var covariance = new Matrix4x4(x.X + noise.X, x.Y, x.Z, 0, y.X, y.Y + noise.Y, y.Z, 0, z.X, z.Y, z.Z + noise.Z, 0, 0, 0, 0, 1);
        Matrix4x4.Invert(covariance, out var precision);
        return new ColourCluster(mean, precision);
    }

    /// <summary>The mean of one colour or more.</summary>
    public static Vector3 Average(IReadOnlyCollection<Vector3> colours) => colours.Aggregate(Vector3.Zero, (sum, colour) => sum + colour) / colours.Count;

    /// <summary>The squared Mahalanobis distance of a colour.</summary>
    public float SquaredDistance(Vector3 colour)
    {
        var difference = colour - Mean;
        return Vector3.Dot(difference, Vector3.TransformNormal(difference, Precision));
    }
}
