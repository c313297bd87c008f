using Nms.Probes;

namespace Nms.Discovery.Reach;

/// <summary>How far a crawl through neighbours goes.</summary>
internal sealed record CrawlLimits
{
    /// <summary>How many neighbours away from where it began; 0 is none.</summary>
    public int Depth { get; init; }

    /// <summary>How many pieces of equipment it finds at most.</summary>
    public int MaxEquipment { get; init; } = 1_000;

    /// <summary>How many are visited at a time.</summary>
    public int MaxConcurrent { get; init; } = 5;

    /// <summary>How many addresses one neighbour may name; an agent that lies names millions.</summary>
    public int MaxNamed { get; init; } = 1_000;

    /// <summary>Where it may go; null for wherever the policy lets it.</summary>
    public IPAddressSet? Within { get; init; }

    /// <summary>What it leaves out.</summary>
    public IPAddressSet Exclude { get; init; } = IPAddressSet.Empty;
}
