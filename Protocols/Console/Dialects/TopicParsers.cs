namespace Nms.Consoles.Dialects;

/// <summary>What reads an answer about each topic.</summary>
internal sealed class TopicParsers
{
    public required Action<string, FactsBuilder> Version { get; init; }

    public required Action<string, FactsBuilder> Interfaces { get; init; }

    public Action<string, FactsBuilder> Neighbours { get; init; } = NeighbourTable.Parse;

    public required Action<string, FactsBuilder> Routes { get; init; }

    public Action<string, FactsBuilder> Leases { get; init; } = LeaseTable.Parse;

    public Action<string, FactsBuilder>? Vlans { get; init; }

    public Action<string, FactsBuilder>? Load { get; init; }

    public void Parse(ConsoleTopic topic, string text, FactsBuilder facts)
    {
        var parse = topic switch
        {
            ConsoleTopic.Version => Version,
            ConsoleTopic.Interfaces => Interfaces,
            ConsoleTopic.Neighbours => Neighbours,
            ConsoleTopic.Routes => Routes,
            ConsoleTopic.Leases => Leases,
            ConsoleTopic.Vlans => Vlans,
            ConsoleTopic.Load => Load,
            _ => null,
        };
        parse?.Invoke(text, facts);
    }
}
