using System.Net;

namespace Nms.Consoles;

/// <summary>An address of an interface.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">The length of its network's prefix (RFC 4632 §3.1, RFC 4291 §2.3); null where only the address is told.</param>
public sealed record ConsoleAddress(IPAddress Address, int? PrefixLength)
{
    /// <summary>10.0.0.1/24, or 10.0.0.1 where no prefix is known.</summary>
    public override string ToString() => PrefixLength is { } length ? $"{Address}/{length}" : $"{Address}";
}
