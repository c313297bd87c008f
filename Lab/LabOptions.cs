using System.Collections.Immutable;

namespace Nms.Lab;

/// <summary>How a Lab is set up.</summary>
public sealed record LabOptions
{
    /// <summary>The address that the API and the consoles listen on. Default 127.0.0.1.</summary>
    public string Host { get; init; } = "127.0.0.1";

    internal System.Net.IPAddress Address
        => Host == "localhost" ? System.Net.IPAddress.Loopback
            : System.Net.IPAddress.TryParse(Host, out var address) ? address
            : throw new IOException($"The Lab listens on an address, and {Host} is none.");

    /// <summary>The port of the API; 0 lets the operating system choose one. Default 3080, as GNS3.</summary>
    public int Port { get; init; } = 3080;

    /// <summary>
    /// What the Lab holds at the start: <c>campus</c>, <c>large</c>, <c>empty</c>, <c>generated:nodes=200,seed=7</c>
    /// or the path of a topology file. Default <c>campus</c>.
    /// </summary>
    public string Topology { get; init; } = "campus";

    /// <summary>The user of HTTP Basic; none means that nobody is asked.</summary>
    public string? User { get; init; }

    /// <summary>The password that goes with <see cref="User"/>.</summary>
    public string? Password { get; init; }

    /// <summary>How long a router, a virtual machine or a container boots before its console answers. Default 1.5 s.</summary>
    public TimeSpan BootTime { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a VPCS node boots before its console answers. Default 0.3 s.</summary>
    public TimeSpan VpcsBootTime { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>The first console port to give out, up to 10000 as in GNS3; 0 lets the operating system choose. Default 5000.</summary>
    public int ConsolePortFrom { get; init; } = 5000;

    /// <summary>
    /// Whether a snapshot restore keeps node and link identifiers. GNS3 2.2.58 and later do, earlier servers and 3.0 give
    /// new ones. Default false, the harder case for a client.
    /// </summary>
    public bool KeepIdsOnRestore { get; init; }

    /// <summary>The version that the server reports. Default 2.2.59.</summary>
    public string Version { get; init; } = "2.2.59";

    /// <summary>Emulators that this server lacks: creating such a node answers 409 with GNS3's reason. Default none.</summary>
    public ImmutableArray<string> MissingEmulators { get; init; } = [];

    /// <summary>
    /// Whether started nodes answer at their addresses, mapped to loopback addresses: SNMP agents and TCP services. Default true; a machine can hold
    /// one Lab with them, a second one finds its addresses taken.
    /// </summary>
    public bool Agents { get; init; } = true;

    /// <summary>The community that agents let in, to read only. Default public.</summary>
    public string Community { get; init; } = "public";

    /// <summary>The seed of everything random: faults, round-trip times, generated topologies without their own seed. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
