namespace Nms.Discovery.Reach;

/// <summary>The rules that keep a crawl from an address, beside those of <see cref="ScopeRule"/>.</summary>
internal static class CrawlRule
{
    /// <summary>It was visited, is, or will be, or is another address of equipment that was found.</summary>
    public const string Known = "known";

    /// <summary>Further away than the run goes.</summary>
    public const string TooDeep = "depth";

    /// <summary>The run has found as much as it may.</summary>
    public const string TooMany = "most_equipment";

    /// <summary>Not in the networks of the run.</summary>
    public const string OutOfBounds = "out_of_bounds";

    /// <summary>One neighbour named more than anybody has.</summary>
    public const string TooManyNamed = "most_named";
}
