namespace Nms.Discovery;

/// <summary>What became of a discovery run.</summary>
[GenerateSerializer, Alias("Nms.Discovery.DiscoveryRunStatus")]
public enum DiscoveryRunStatus
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>It runs.</summary>
    Running = 1,

    /// <summary>Every profile is complete.</summary>
    Completed = 2,

    /// <summary>A profile is not complete.</summary>
    Partial = 3,

    /// <summary>It could not be carried out.</summary>
    Failed = 4,

    /// <summary>Somebody ended it.</summary>
    Cancelled = 5,
}
