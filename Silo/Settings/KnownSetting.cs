namespace Nms.Silo.Settings;

/// <summary>One setting that the program reads. A part of the key in angle brackets stands for any name or number.</summary>
internal sealed record KnownSetting(string Key, Type Type)
{
    private static readonly string[] s_secretWords = ["Password", "Secret", "Token", "ScrapeKey", "ApiKey", "ConnectionString", "Community", "Communities"];

    /// <summary>Whether its value must not be repeated.</summary>
    public bool IsSecret => !Key.EndsWith("File", StringComparison.Ordinal) && !Key.EndsWith("Files:<n>", StringComparison.Ordinal)
        && s_secretWords.Any(word => Key.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a key of the configuration is this setting.</summary>
    public bool Matches(string key)
    {
        var (pattern, parts) = (Key.Split(':'), key.Split(':'));
        return pattern.Length == parts.Length
            && pattern.Zip(parts).All(pair => pair.First.StartsWith('<') || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The setting as somebody who wrote a key would have written it: names are taken from that key.</summary>
    public string Near(string key)
    {
        var parts = key.Split(':');
        return string.Join(':', Key.Split(':').Select((part, i) => part.StartsWith('<') && i < parts.Length ? parts[i] : part));
    }
}
