namespace Nms.Consoles;

/// <summary>Counters of an interface, with the meaning they have in IF-MIB (RFC 2863); null where the equipment does not count.</summary>
public sealed record ConsoleCounters
{
    /// <summary>Octets received.</summary>
    public long? InOctets { get; init; }

    /// <summary>Octets sent.</summary>
    public long? OutOctets { get; init; }

    /// <summary>Packets received with errors.</summary>
    public long? InErrors { get; init; }

    /// <summary>Packets that errors kept from being sent.</summary>
    public long? OutErrors { get; init; }

    /// <summary>Packets received and discarded.</summary>
    public long? InDiscards { get; init; }

    /// <summary>Packets discarded instead of sent.</summary>
    public long? OutDiscards { get; init; }
}
