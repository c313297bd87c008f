namespace Nms.Status;

/// <summary>Names of the dependencies that are checked.</summary>
public static class HealthNames
{
    /// <summary>The database of state and events.</summary>
    public const string Storage = "storage";

    /// <summary>Redis, and in it this silo's row of the membership table.</summary>
    public const string Redis = "redis";

    /// <summary>This silo and its place among the others.</summary>
    public const string Silo = "silo";

    /// <summary>Free space under the data folder.</summary>
    public const string Disk = "disk";

    /// <summary>Memory of the process.</summary>
    public const string Memory = "memory";

    /// <summary>From the append of an event to its hand-out on this silo.</summary>
    public const string EventLog = "event_log";

    /// <summary>Whether traps are heard where they should be. Only where they are enabled.</summary>
    public const string Traps = "traps";

    /// <summary>Whether the model was read at start. Part of readiness only.</summary>
    public const string Model = "model";

    private const string Gns3Prefix = "gns3:";

    /// <summary>A configured GNS3 server.</summary>
    public static string Gns3(string server) => Gns3Prefix + server;

    /// <summary>Whether a name is that of a GNS3 server.</summary>
    public static bool IsGns3(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(Gns3Prefix, StringComparison.Ordinal);
    }

    /// <summary>Data of a check's result under which the remedy stands.</summary>
    public const string RemedyKey = "remedy";
}
