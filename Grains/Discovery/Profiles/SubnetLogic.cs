using System.Net;
using System.Net.Sockets;
using Nms.Discovery.Reach;
using Nms.Equipment;
using Nms.Probes;

namespace Nms.Discovery.Profiles;

/// <summary>Finds the subnets of a lab that its own equipment names, and where an address may be that nobody does. Pure.</summary>
internal static class SubnetLogic
{
    /// <summary>The shortest prefix that is swept: 1,024 addresses.</summary>
    public const int ShortestPrefix = 22;

    /// <summary>Addresses that one run sweeps in a lab at most.</summary>
    public const int MostAddresses = 4_096;

    /// <summary>
    /// Addresses that nobody is known to have, in subnets that interfaces and connected routes name. A subnet counts only when the way to it
    /// is certain: by a rule of translation, or because equipment of the lab was shown to answer in it. Otherwise packets would reach strangers
    /// that have the same addresses.
    /// </summary>
    /// <param name="profiles">The profiles of the lab.</param>
    /// <param name="isTranslated">Whether a rule says where an address is reached.</param>
    /// <param name="policy">What the operator permits.</param>
    public static IPAddressSet Unknown(IReadOnlyCollection<EquipmentProfile> profiles, Func<IPAddress, bool> isTranslated, ScopePolicy policy)
    {
        var answering = profiles.SelectMany(Answering).ToHashSet();
        var subnets = profiles.SelectMany(Subnets).Distinct()
            .Where(subnet => isTranslated(subnet.BaseAddress) || answering.Any(subnet.Contains))
            .Select(Hosts)
            .Where(range => ScopeRules.Complaint(range, policy) is null);
        var known = profiles.SelectMany(profile => profile.Addresses).Where(address => address.Verdict >= AddressVerdict.Likely).Select(address => IPAddress.Parse(address.Address));
        var unknown = new IPAddressSet(subnets).Except(new IPAddressSet(known.Select(address => new IPAddressRange(address, address))));
        return unknown.Count <= MostAddresses ? unknown : new IPAddressSet(Cut(unknown));
    }

    /// <summary>Whether equipment has an interface in the subnet of one of these addresses, and a table of its neighbours.</summary>
    public static bool IsBeside(EquipmentProfile profile, IReadOnlyCollection<IPAddress> addresses) =>
        profile.Neighbours is not [] && Subnets(profile).Any(subnet => addresses.Any(subnet.Contains));

    private static IEnumerable<IPNetwork> Subnets(EquipmentProfile profile) =>
        profile.Interfaces.SelectMany(one => one.Addresses).Concat(profile.Routes.Where(route => route.Protocol == "connected").Select(route => route.Destination))
            .Select(AddressLogic.Read)
            .OfType<(string Address, int? PrefixLength)>()
            .Where(read => read.PrefixLength is >= ShortestPrefix and <= 30 && AddressLogic.IsUsable(read.Address))
            .Select(read => (Address: IPAddress.Parse(read.Address), Length: read.PrefixLength!.Value))
            .Where(read => read.Address.AddressFamily == AddressFamily.InterNetwork)
            .Select(read => new IPNetwork(Base(read.Address, read.Length), read.Length));

    /// <summary>Addresses that the equipment itself lists and that answered.</summary>
    private static IEnumerable<IPAddress> Answering(EquipmentProfile profile) =>
        from reached in profile.Reachability
        where reached.PingSuccess == true || reached.Ports.Any(port => port.State == "open")
        where profile.Addresses.Any(address => address.Address == reached.Address && address.Verdict == AddressVerdict.Proven)
        select IPAddress.Parse(reached.Address);

    private static IPAddressRange Hosts(IPNetwork subnet)
    {
        var all = new IPAddressSet(IPAddressRange.Parse(subnet.ToString()));
        return new IPAddressRange(all[1], all[all.Count - 2]);
    }

    private static IEnumerable<IPAddressRange> Cut(IPAddressSet all)
    {
        UInt128 room = MostAddresses;
        foreach (var range in all.Ranges)
        {
            var one = new IPAddressSet(range);
            if (one.Count >= room)
            {
                yield return new IPAddressRange(one[0], one[room - 1]);
                yield break;
            }

            yield return range;
            room -= one.Count;
        }
    }

    private static IPAddress Base(IPAddress address, int length)
    {
        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());
        var bytes = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, number & (uint.MaxValue << (32 - length)));
        return new IPAddress(bytes);
    }
}
