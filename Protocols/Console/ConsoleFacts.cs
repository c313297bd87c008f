namespace Nms.Consoles;

/// <summary>What equipment told about itself, whoever made it; null and empty where it did not.</summary>
public sealed record ConsoleFacts
{
    /// <summary>Its name.</summary>
    public string? HostName { get; init; }

    /// <summary>Who made the software.</summary>
    public string? Vendor { get; init; }

    /// <summary>The hardware or the kind of virtual machine.</summary>
    public string? Platform { get; init; }

    /// <summary>The version of the software.</summary>
    public string? Version { get; init; }

    /// <summary>The serial number of the chassis.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>How long it has been running.</summary>
    public TimeSpan? Uptime { get; init; }

    /// <summary>Its interfaces in its own order.</summary>
    public IReadOnlyList<ConsoleInterface> Interfaces { get; init; } = [];

    /// <summary>Its neighbours.</summary>
    public IReadOnlyList<ConsoleNeighbour> Neighbours { get; init; } = [];

    /// <summary>Its routes.</summary>
    public IReadOnlyList<ConsoleRoute> Routes { get; init; } = [];

    /// <summary>What it leased by DHCP.</summary>
    public IReadOnlyList<ConsoleLease> Leases { get; init; } = [];

    /// <summary>Its VLANs.</summary>
    public IReadOnlyList<ConsoleVlan> Vlans { get; init; } = [];

    /// <summary>How busy it is; null where it does not tell.</summary>
    public ConsoleLoad? Load { get; init; }

    /// <summary>The release of its kernel, where that is told apart from its version.</summary>
    public string? Kernel { get; init; }

    /// <summary>What it told of, if only that it has none.</summary>
    public IReadOnlyList<ConsoleTopic> Told { get; init; } = [];

    /// <summary>Its running configuration. It may hold secrets.</summary>
    public string? RunningConfiguration { get; init; }

    /// <summary>What it would not tell.</summary>
    public IReadOnlyList<ConsoleTopic> Refused { get; init; } = [];
}
