using Nms.Lab.Nodes;

namespace Nms.Lab.Networks;

/// <summary>The addresses and routes of one running node.</summary>
internal sealed class HostStack(LabNode node)
{
    public LabNode Node { get; } = node;

    public List<NetInterface> Interfaces { get; } = [];

    public List<StaticRoute> Routes { get; } = [];

    public List<DhcpPool> Pools { get; } = [];

    /// <summary>Whether packets for others are passed on.</summary>
    public bool Forwards { get; init; }

    /// <summary>Whether it passes frames on between its ports, as a switch with an agent of its own does.</summary>
    public bool Switches { get; init; }

    /// <summary>Whether the node runs a routing protocol: such routers learn each other's networks.</summary>
    public bool LearnsRoutes { get; set; }

    /// <summary>Whether a default route is announced to the other routers.</summary>
    public bool AnnouncesDefault { get; set; }

    /// <summary>Whether everything outside the private ranges answers behind this node.</summary>
    public bool IsOutside { get; init; }

    /// <summary>The time to live that answers start with.</summary>
    public int TimeToLive { get; init; } = 64;

    /// <summary>Neighbours that answered, with the time until which they are remembered.</summary>
    public Dictionary<uint, (string Mac, DateTimeOffset Until)> Arp { get; } = [];

    public bool Owns(uint address) => Interfaces.Any(own => own.IsEnabled && own.Address == address);

    public NetInterface? At(int adapter, int port) => Interfaces.FirstOrDefault(own => own.Adapter == adapter && own.Port == port);

    public uint? DefaultGateway
    {
        get => Routes.Where(route => route.Prefix == 0).Select(route => (uint?)route.NextHop).FirstOrDefault();
        set
        {
            Routes.RemoveAll(route => route.Prefix == 0);
            if (value is { } gateway) Routes.Add(new StaticRoute(0, 0, gateway));
        }
    }
}
