using System.Collections.Immutable;
using System.Net;

namespace Nms.Discovery.Snmp;

/// <summary>Everything that one agent says about its equipment. Texts are as the agent gave them, with what is no text escaped.</summary>
internal sealed record SnmpInventory
{
    /// <summary>The address that was asked, as the lab or network has it.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>How the agent was entered; null when no agent answered.</summary>
    public AgentAccess? Access { get; init; }

    /// <summary>Why no agent answered.</summary>
    public string? Failure { get; init; }

    /// <summary>How many credentials apply to the address.</summary>
    public int Credentials { get; init; }

    public AgentSystem? System { get; init; }

    /// <summary>What kind of equipment it is, as far as its system group says so.</summary>
    public EquipmentClass Class { get; init; } = EquipmentClass.Unknown;

    public ImmutableArray<AgentInterface> Interfaces { get; init; } = [];

    public ImmutableArray<AgentAddress> Addresses { get; init; } = [];

    public ImmutableArray<AgentRoute> Routes { get; init; } = [];

    public ImmutableArray<AgentNeighbour> Neighbours { get; init; } = [];

    public ImmutableArray<AgentBridgeEntry> BridgeEntries { get; init; } = [];

    public ImmutableArray<AgentVlan> Vlans { get; init; } = [];

    public AgentLldpSystem? LldpSystem { get; init; }

    public ImmutableArray<AgentLldpNeighbour> LldpNeighbours { get; init; } = [];

    public ImmutableArray<AgentCdpNeighbour> CdpNeighbours { get; init; } = [];

    public ImmutableArray<AgentModule> Modules { get; init; } = [];

    public ImmutableArray<AgentSensor> Sensors { get; init; } = [];

    public AgentPerformance? Performance { get; init; }

    public ImmutableArray<AgentStorage> Storages { get; init; } = [];

    public ImmutableArray<AgentLease> Leases { get; init; } = [];

    public AgentOspf? Ospf { get; init; }

    public ImmutableArray<AgentOspfNeighbour> OspfNeighbours { get; init; } = [];

    public AgentBgp? Bgp { get; init; }

    public ImmutableArray<AgentBgpPeer> BgpPeers { get; init; } = [];

    /// <summary>What became of each part, and what it cost.</summary>
    public ImmutableArray<AgentPart> Parts { get; init; } = [];

    /// <summary>What is odd about the agent.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Datagrams sent, repetitions and the search for a credential included.</summary>
    public int Requests { get; init; }

    /// <summary>Bytes of the answers.</summary>
    public long Bytes { get; init; }

    public DateTimeOffset At { get; init; }

    public TimeSpan Took { get; init; }
}
