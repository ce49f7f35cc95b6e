using System.Globalization;

namespace Upright.Evaluation;

/// <summary>The figures of one set.</summary>
internal static class SummaryRow
{
    public const string Header =
        "set,pictures,mean_error,median_error,within_0.5,within_1,within_2,within_5,within_10,quarter_wrong,half_wrong," +
        "answered,answered_within_5,answered_right_quarter,wrongly_changed,area_under_risk_coverage,mean_confidence";

    /// <summary>Figures over the pictures that did not fit the confidence.</summary>
    public static string Of(string set, IReadOnlyList<EstimateRow> all)
    {
        var rows = all.Where(row => !row.Picture.IsForCalibration).ToList();
        var errors = rows.Where(row => row.Error is not null).Select(row => row.Error!.Value).Order().ToList();
        var answered = rows.Where(row => row.Estimate.Decision != Decision.Unsure).ToList();
        var judged = answered.Where(row => row.Error is not null).ToList();
        List<double?> figures =
        [
            errors.Count == 0 ? null : errors.Average(),
            errors.Count == 0 ? null : errors[errors.Count / 2],
            .. new[] { 0.5, 1, 2, 5, 10 }.Select(limit => Share(errors, error => error <= limit)),
            Share(errors, error => error is > 45 and <= 135),
            Share(errors, error => error > 135),
            (double)answered.Count / rows.Count,
            Share(judged, row => row.Error <= 5),
            Share(judged, row => row.Error <= 45),
            Share(rows.Where(row => row.Picture.Truth is { } truth && Math.Abs(truth.Degrees) <= 1).ToList(), IsWronglyChanged),
            errors.Count == 0 ? null : RiskCoverageArea(rows),
            rows.Average(row => row.Estimate.Confidence),
        ];
        return string.Join(',', [set, rows.Count.ToString(CultureInfo.InvariantCulture), .. figures.Select(figure => figure?.ToString("0.####", CultureInfo.InvariantCulture) ?? "")]);
    }

    /// <summary>An upright picture that is turned, and stands wrong by more than 1 degree after.</summary>
    private static bool IsWronglyChanged(EstimateRow row) => row.Estimate.Decision == Decision.Turn && row.Error > 1;

    /// <summary>The average share of wrong answers (over 5 degrees) when only the most confident are answered, over all coverages.</summary>
    private static double RiskCoverageArea(List<EstimateRow> rows)
    {
        double wrong = 0, area = 0;
        var ordered = rows.OrderByDescending(row => row.Estimate.Confidence).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            wrong += ordered[i].Error > 5 ? 1 : 0;
            area += wrong / (i + 1) / ordered.Count;
        }

        return area;
    }

    private static double? Share<T>(List<T> items, Func<T, bool> holds) => items.Count == 0 ? null : (double)items.Count(holds) / items.Count;
}
