using Nms.Lab.Nodes;

namespace Nms.Lab.Networks;

/// <summary>The network behind a NAT node: libvirt's, with a gateway, leases, and the world beyond.</summary>
internal static class OutsideStack
{
    private const uint Gateway = 0xC0A87A01; // 192.168.122.1

    public static HostStack Of(LabNode node)
    {
        var stack = new HostStack(node) { Forwards = true, IsOutside = true };
        stack.Interfaces.Add(new NetInterface("virbr0", 0, 0, MacAddresses.For(node.Id, "52:54")) { Address = Gateway, Prefix = 24, IsEnabled = true });
        stack.Pools.Add(new DhcpPool { Network = Gateway & Ipv4.Mask(24), Prefix = 24, Router = Gateway, Dns = Gateway });
        return stack;
    }
}
