namespace Nms.Gns3;

/// <summary>How much a project holds. A closed one answers 0 for all but its snapshots.</summary>
public sealed record Gns3ProjectStats
{
    /// <summary>Nodes.</summary>
    public required int Nodes { get; init; }

    /// <summary>Links.</summary>
    public required int Links { get; init; }

    /// <summary>Drawings.</summary>
    public required int Drawings { get; init; }

    /// <summary>Snapshots.</summary>
    public required int Snapshots { get; init; }
}
