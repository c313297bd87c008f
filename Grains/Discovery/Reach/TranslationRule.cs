using System.Net;

namespace Nms.Discovery.Reach;

/// <summary>Where a block of addresses of labs is reached.</summary>
/// <param name="Server">The server whose labs have it; null for any.</param>
/// <param name="Project">The project that has it; null for any.</param>
/// <param name="From">The block in the lab.</param>
/// <param name="To">The block here, as large.</param>
/// <param name="PortOffset">What is added to ports.</param>
internal sealed record TranslationRule(string? Server, Guid? Project, IPNetwork From, IPNetwork To, int PortOffset)
{
    /// <summary>The first port of <see cref="To"/> that is another rule's; the ports behind it are not this one's.</summary>
    public int PortEnd { get; init; } = IPEndPoint.MaxPort + 1;

    /// <summary>Whether it is one of the Lab's own.</summary>
    public bool IsBuiltIn { get; init; }

    public bool AppliesTo(string? server, Guid? project) =>
        (Server is null || string.Equals(Server, server, StringComparison.Ordinal)) && (Project is null || Project == project);

    /// <summary>The address here of one of the lab.</summary>
    public IPAddress Forth(IPAddress address) => Move(address, To);

    /// <summary>The address of the lab of one here.</summary>
    public IPAddress Back(IPAddress address) => Move(address, From);

    /// <summary>The bits of the prefix from the block, the others from the address.</summary>
    private static IPAddress Move(IPAddress address, IPNetwork block)
    {
        var bytes = address.GetAddressBytes();
        var prefix = block.BaseAddress.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var bits = Math.Clamp(block.PrefixLength - (i * 8), 0, 8);
            var mask = (byte)(0xFF00 >> bits);
            bytes[i] = (byte)((prefix[i] & mask) | (bytes[i] & ~mask));
        }

        return new IPAddress(bytes);
    }
}
