namespace Nms.Silo.Settings;

/// <summary>Which known key somebody meant who wrote an unknown one.</summary>
internal static class NearestKey
{
    /// <summary>The known key with the fewest letters to change, or null when none is like it.</summary>
    public static string? To(string key, IEnumerable<KnownSetting> known)
    {
        var best = known
            .Select(setting => setting.Near(key))
            .Select(near => (Key: near, Distance: Distance(near.ToUpperInvariant(), key.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Key is not null && best.Distance <= Math.Max(2, key.Length / 3) ? best.Key : null;
    }

    /// <summary>Letters to insert, remove or replace (Levenshtein), row by row.</summary>
    public static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
