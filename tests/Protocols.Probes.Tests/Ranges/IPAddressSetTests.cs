using System.Net;
using FsCheck.Xunit;
using Nms.Probes;

namespace Nms.Protocols.Probes.Tests.Ranges;

public sealed class IPAddressSetTests
{
    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.0/24")]
    [InlineData("10.0.0.128/25, 10.0.0.0/25", "10.0.0.0/24")]
    [InlineData("10.0.0.0/24 !10.0.0.0/25", "10.0.0.128/25")]
    [InlineData("10.0.0.0/24; !10.0.0.7", "10.0.0.0-10.0.0.6, 10.0.0.8-10.0.0.255")]
    [InlineData("10.0.0.0/24, !10.0.0.0/8", "")]
    [InlineData("2001:db8::/127 10.0.0.1", "10.0.0.1, 2001:db8::/127")]
    [InlineData("::/0, !2001:db8::/32, !::", "::1-2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void A_list_with_exclusions_is_one_set(string text, string ranges) => Assert.Equal(ranges, IPAddressSet.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("!10.0.0.0/24")]
    [InlineData("10.0.0.0/24, nonsense")]
    public void A_list_that_says_nothing_is_refused(string text) => Assert.Throws<FormatException>(() => IPAddressSet.Parse(text));

    [Property(MaxTest = 2000)]
    public bool Sets_behave_as_sets_of_bytes_do((byte, byte)[] left, (byte, byte)[] right)
    {
        var (a, b) = (Bytes(left), Bytes(right));
        var (setA, setB) = (Set(left), Set(right));

        return Same(setA.Union(setB), a.Union(b)) && Same(setA.Except(setB), a.Except(b)) && Same(setA.Intersect(setB), a.Intersect(b))
            && setA.Count == (UInt128)a.Count && Enumerable.Range(0, 256).All(i => setA.Contains(Address(i)) == a.Contains(i));
    }

    [Property(MaxTest = 500)]
    public bool A_scattered_order_visits_each_address_once((byte, byte)[] ranges, ulong seed)
    {
        var set = Set(ranges);
        var visited = set.Enumerate(AddressOrder.Scattered, seed).ToList();

        return (UInt128)visited.Count == set.Count && visited.ToHashSet().SetEquals(set.Enumerate(AddressOrder.Ascending));
    }

    [Property(MaxTest = 500)]
    public bool Every_place_of_the_order_is_the_address_there((byte, byte)[] ranges)
    {
        var set = Set(ranges);

        return set.Enumerate(AddressOrder.Ascending).Select((address, index) => (address, index)).All(pair => set[(UInt128)pair.index].Equals(pair.address));
    }

    [Fact]
    public void A_scattered_order_leaves_no_subnet_to_be_hammered()
    {
        // Of each 1,024 successive addresses of a /16, none of its 256 subnets gets more than some.
        var worst = IPAddressSet.Parse("10.1.0.0/16").Enumerate().Chunk(1024)
            .Max(chunk => chunk.GroupBy(address => address.GetAddressBytes()[2]).Max(subnet => subnet.Count()));

        Assert.InRange(worst, 4, 24);
    }

    [Fact]
    public void A_huge_range_is_sampled_without_repetition_and_evenly()
    {
        var subnet = IPAddressSet.Parse("2001:db8::/64");

        var sample = subnet.Sample(4096, seed: 7).ToList();

        Assert.Equal(4096, sample.Distinct().Count());
        Assert.All(sample, address => Assert.True(subnet.Contains(address)));
        Assert.InRange(sample.Count(address => address.GetAddressBytes()[8] < 128), 1848, 2248);
        Assert.Equal(sample, subnet.Sample(4096, seed: 7));
        Assert.NotEqual(sample, subnet.Sample(4096, seed: 8));
        Assert.Equal(4, IPAddressSet.Parse("10.0.0.0/30").Sample(100).Distinct().Count());
    }

    [Fact]
    public void All_of_IPv6_can_be_begun()
    {
        var everything = IPAddressSet.Parse("::/0, 0.0.0.0/0");

        Assert.Equal(UInt128.MaxValue, everything.Count);
        Assert.Equal(1000, everything.Enumerate().Take(1000).Distinct().Count());
        Assert.Equal(IPAddress.Parse("0.0.0.1"), everything.Enumerate(AddressOrder.Ascending).ElementAt(1));
    }

    private static IPAddress Address(int number) => new([10, 0, 0, (byte)number]);

    private static HashSet<int> Bytes((byte, byte)[] ranges) =>
        [.. ranges.SelectMany(range => Enumerable.Range(Math.Min(range.Item1, range.Item2), Math.Abs(range.Item1 - range.Item2) + 1))];

    private static IPAddressSet Set((byte, byte)[] ranges) =>
        new(ranges.Select(range => new IPAddressRange(Address(Math.Min(range.Item1, range.Item2)), Address(Math.Max(range.Item1, range.Item2)))));

    private static bool Same(IPAddressSet set, IEnumerable<int> bytes) =>
        set.Enumerate(AddressOrder.Ascending).Select(address => (int)address.GetAddressBytes()[3]).SequenceEqual(bytes.Order())
        && set.Ranges.Zip(set.Ranges.Skip(1)).All(pair => pair.First.Last.GetAddressBytes()[3] + 1 < pair.Second.First.GetAddressBytes()[3]);
}
