using System.Text.Json.Serialization;

namespace Nms.Gns3;

/// <summary>A snapshot of a project.</summary>
public sealed record Gns3Snapshot
{
    /// <summary>Id; a duplicated project has the same ids as its original.</summary>
    public required Guid SnapshotId { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Project.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>When it was taken, in seconds since 1970.</summary>
    public long? CreatedAt { get; init; }

    /// <summary>GNS3's own sentence on when it was taken.</summary>
    public string? Description { get; init; }

    /// <summary>Name of its file.</summary>
    public string? Filename { get; init; }

    /// <summary>When it was taken; null when not given or not a date.</summary>
    [JsonIgnore]
    public DateTimeOffset? Created
        => CreatedAt is >= 0 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(CreatedAt.Value) : null;
}
