namespace Nms.Silo.Health;

/// <summary>How health is looked at.</summary>
internal sealed class HealthOptions
{
    public const string Section = "Nms:Health";

    /// <summary>How often the dependencies are checked.</summary>
    /// <remarks>Shorter tells sooner, and asks each dependency more often; a request never does.</remarks>
    /// <value>Default 5 seconds; 1 second to 10 minutes.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long readiness waits, after a start, for the first reading of the GNS3 servers that answer.</summary>
    /// <value>Default 5 seconds; 0 to 5 minutes.</value>
    public TimeSpan FirstReading { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Free space under the data folder below which there is a warning.</summary>
    /// <value>Default 1,024; 0 to 10,000,000.</value>
    public int DiskWarningMegabytes { get; set; } = 1024;

    /// <summary>Free space under the data folder below which health is critical.</summary>
    /// <value>Default 100; 0 to <see cref="DiskWarningMegabytes"/>.</value>
    public int DiskCriticalMegabytes { get; set; } = 100;

    /// <summary>Use of the available memory above which there is a warning.</summary>
    /// <value>Default 85; 1 to 100.</value>
    public int MemoryWarningPercent { get; set; } = 85;

    /// <summary>Use of the available memory above which health is critical.</summary>
    /// <value>Default 95; <see cref="MemoryWarningPercent"/> to 100.</value>
    public int MemoryCriticalPercent { get; set; } = 95;
}
