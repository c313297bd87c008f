namespace Nms.Discovery;

/// <summary>How discovery goes about its work.</summary>
public sealed class DiscoveryOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Discovery";

    /// <summary>Runs under way at the same time, in the whole cluster.</summary>
    /// <value>Default 8; 1 to 100.</value>
    public int MaxRuns { get; set; } = 8;

    /// <summary>Runs that are kept when they are over; the oldest make room.</summary>
    /// <value>Default 200; 1 to 10,000.</value>
    public int KeepRuns { get; set; } = 200;

    /// <summary>Schedules that there may be.</summary>
    /// <value>Default 100; 1 to 1,000.</value>
    public int MaxSchedules { get; set; } = 100;

    /// <summary>The longest that one piece of equipment may take, all its sections together.</summary>
    /// <remarks>Slow consoles need it; what was not read by then is told as such.</remarks>
    /// <value>Default 1 minute; 1 second to 30 minutes.</value>
    public TimeSpan TargetTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Targets of a run at a time, when the run does not say.</summary>
    /// <value>Default 64; 1 to 256.</value>
    public int MaxConcurrent { get; set; } = 64;

    /// <summary>Pieces of equipment that one run outside of labs finds at most.</summary>
    /// <remarks>What it has found stays in memory until it ends; addresses beyond are named in its notes.</remarks>
    /// <value>Default 1,000; 1 to 10,000.</value>
    public int MaxEquipment { get; set; } = 1_000;

    /// <summary>Addresses of one piece of equipment that are asked.</summary>
    /// <value>Default 64; 1 to 256.</value>
    public int MaxAddressesAsked { get; set; } = 16;

    /// <summary>Bytes of one configuration file that are read.</summary>
    /// <remarks>A file that is larger is told as too large, and not read in part.</remarks>
    /// <value>Default 10 MiB; 1 KiB to 64 MiB.</value>
    public int MaxFileBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Names, passwords and enable passwords that are tried at consoles that ask for them, in this order.</summary>
    public IList<ConsoleLogin> ConsoleLogins { get; } = [];
}
