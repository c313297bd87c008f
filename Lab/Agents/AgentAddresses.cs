using System.Net;
using Nms.Lab.Networks;

namespace Nms.Lab.Agents;

/// <summary>
/// Where on this machine the Lab's nodes are spoken to: their addresses are mapped into the loopback network, block for block, and their
/// ports moved up by 10,000, since nobody may listen below 1024. 10.10.0.1 port 161 is 127.74.0.1 port 10161.
/// </summary>
internal static class AgentAddresses
{
    public const int PortOffset = 10_000;

    private static readonly (uint From, int Prefix, uint To)[] s_blocks =
    [
        (0x0A00_0000, 10, 0x7F40_0000),
        (0xC0A8_0000, 16, 0x7F80_0000),
        (0xAC10_0000, 12, 0x7FA0_0000),
    ];

    /// <summary>Where a port of an address is; null for addresses that are outside of the blocks.</summary>
    public static IPEndPoint? Find(uint address, int port)
    {
        foreach (var (from, prefix, to) in s_blocks)
        {
            if (Ipv4.Contains(from, prefix, address))
                return new IPEndPoint(IPAddress.Parse(Ipv4.Format(to | (address & ~Ipv4.Mask(prefix)))), port + PortOffset);
        }

        return null;
    }
}
