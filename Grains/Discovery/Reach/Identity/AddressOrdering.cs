using System.Net;

namespace Nms.Discovery.Reach.Identity;

/// <summary>Orders addresses by number, IPv4 first.</summary>
internal sealed class AddressOrdering : IComparer<IPAddress>
{
    public static AddressOrdering Instance { get; } = new();

    public int Compare(IPAddress? x, IPAddress? y)
    {
        var (one, other) = (x?.GetAddressBytes() ?? [], y?.GetAddressBytes() ?? []);
        return one.Length != other.Length ? one.Length.CompareTo(other.Length) : one.AsSpan().SequenceCompareTo(other);
    }
}
