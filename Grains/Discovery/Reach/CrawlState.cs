using System.Collections.Immutable;
using System.Net;

namespace Nms.Discovery.Reach;

/// <summary>How far a crawl has come: a value that can be kept and taken up again.</summary>
internal sealed record CrawlState
{
    public static CrawlState Empty { get; } = new();

    /// <summary>Addresses that were visited, are, or wait.</summary>
    public ImmutableHashSet<IPAddress> Known { get; init; } = [];

    /// <summary>All addresses of equipment that was found.</summary>
    public ImmutableHashSet<IPAddress> Owned { get; init; } = [];

    /// <summary>Addresses that wait, nearest first.</summary>
    public ImmutableQueue<CrawlTarget> Waiting { get; init; } = [];

    /// <summary>Addresses that are visited now.</summary>
    public ImmutableHashSet<IPAddress> UnderWay { get; init; } = [];

    /// <summary>Pieces of equipment found, those under way and waiting included.</summary>
    public int Equipment { get; init; }

    /// <summary>Whether there is nothing left to do.</summary>
    public bool IsOver => Waiting.IsEmpty && UnderWay.IsEmpty;
}
