namespace Nms.Silo.Telemetry;

/// <summary>The metrics at /metrics.</summary>
internal sealed class MetricsOptions
{
    public const string Section = "Nms:Metrics";

    public const int ShortestKey = 16;

    /// <summary>Whether there are metrics at all.</summary>
    /// <remarks>Without them nothing is recorded and /metrics does not exist.</remarks>
    /// <value>Default true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>A key for a program that scrapes: it sends "Authorization: Bearer" and the key. It opens nothing else.</summary>
    /// <value>Default none; at least 16 characters.</value>
    public string? ScrapeKey { get; set; }

    /// <summary>A file that holds the key instead; blanks around it are left out.</summary>
    /// <value>Default none.</value>
    public string? ScrapeKeyFile { get; set; }
}
