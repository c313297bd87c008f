namespace Nms.Equipment;

/// <summary>What became of a profile.</summary>
[GenerateSerializer, Alias("Nms.Equipment.ProfileStatus")]
public enum ProfileStatus
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>It is being made.</summary>
    InProgress = 1,

    /// <summary>No section failed.</summary>
    Completed = 2,

    /// <summary>A section failed, or was read in part.</summary>
    Partial = 3,

    /// <summary>Nothing but what GNS3 says could be read.</summary>
    Failed = 4,
}
