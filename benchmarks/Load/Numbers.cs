using System.Globalization;

namespace Nms.Load;

/// <summary>How figures are summed up and written.</summary>
internal static class Numbers
{
    /// <summary>Figures of a shared machine scatter; one round says little and the best one flatters.</summary>
    public const int Rounds = 3;

    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    public static double Percentile(this IEnumerable<double> values, double percent)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(sorted.Length * percent / 100) - 1)];
    }

    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Decimal(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Microseconds(TimeSpan each) => each.TotalMicroseconds.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Megabytes(double bytes) => (bytes / 1024 / 1024).ToString("#,0", CultureInfo.InvariantCulture);
}
