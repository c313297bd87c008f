namespace Nms.Equipment;

/// <summary>How much is kept of equipment.</summary>
public sealed class EquipmentOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Equipment";

    /// <summary>Versions of a profile, and of each configuration file, that are kept; the oldest make room.</summary>
    /// <value>Default 20; 2 to 1,000.</value>
    public int KeepVersions { get; set; } = 20;

    /// <summary>Bytes that the history of one piece of equipment may have, packed; profiles and configuration files each.</summary>
    /// <value>Default 4 MiB; 64 KiB to 64 MiB.</value>
    public int KeepHistoryBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Pieces of equipment that one project, or the network outside of labs, may have.</summary>
    /// <value>Default 20,000; 1 to 100,000.</value>
    public int MaxEquipment { get; set; } = 20_000;

    /// <summary>For how long equipment that is lost is kept with its history and configurations; then it is forgotten.</summary>
    /// <value>Default 30 days; 1 hour to 10 years.</value>
    public TimeSpan LostRetention { get; set; } = TimeSpan.FromDays(30);
}
