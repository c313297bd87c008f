namespace Nms.Probes;

/// <summary>How a range is swept.</summary>
public sealed record SweepOptions
{
    /// <summary>In which order the addresses are visited.</summary>
    /// <value>Default scattered, so that no subnet gets all requests at once.</value>
    public AddressOrder Order { get; init; }

    /// <summary>Chooses among the scattered orders.</summary>
    /// <value>Default 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Whether those that do not answer are results, too.</summary>
    /// <value>Default false: only what answers.</value>
    public bool IncludeSilent { get; init; }

    /// <summary>How many results may wait to be read, requests under way included; then the sweep waits.</summary>
    /// <value>Default 65,536; 1 to 1,048,576.</value>
    public int MaxOutstanding { get; init; } = 65_536;

    /// <summary>Lists what is wrong with the options, each message naming its option; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        errors.Between(nameof(MaxOutstanding), MaxOutstanding, 1, 1 << 20);
        return errors.Messages;
    }
}
