using FsCheck.Xunit;
using Nms.Snmp;

namespace Nms.Protocols.Snmp.Tests.Codec;

public sealed class OidTests
{
    [Theory]
    [InlineData("1.3.6.1.2.1.1.1.0", "2B06010201010100")]
    [InlineData("1.3.6.1.4.1.2021.10.1.3.1", "2B060104018F650A010301")]
    [InlineData("0.0", "00")]
    [InlineData("2.999", "8837")]
    [InlineData("2.4294967295.4294967295", "908080804F8FFFFFFF7F")]
    [InlineData("1.3.128.16383.16384.268435455", "2B8100FF7F818000FFFFFF7F")]
    public void An_identifier_is_encoded_as_X690_says_and_read_back(string text, string hex)
    {
        var oid = Oid.Parse(text);

        Assert.Equal(hex, Convert.ToHexString(oid.Encoded));
        Assert.Equal(text, oid.ToString());
        Assert.Equal(text.Split('.').Length, oid.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("3.1")]
    [InlineData("1.40")]
    [InlineData("1.3.")]
    [InlineData("1..3")]
    [InlineData("1.3.-1")]
    [InlineData("1.3.4294967296")]
    [InlineData("1.3.6.x")]
    public void Text_that_is_no_identifier_is_refused(string text) => Assert.False(Oid.TryParse(text, out _));

    [Theory]
    [InlineData("", 0)] // nothing
    [InlineData("2B80", 1)] // a leading zero
    [InlineData("2B8001", 1)]
    [InlineData("2B81", 1)] // no end
    [InlineData("2B9080808000", 5)] // 33 bits
    [InlineData("2BFFFFFFFFFF7F", 5)]
    public void The_flaw_of_an_encoding_is_found_at_its_byte(string hex, int at) => Assert.Equal(at, Oid.FindFlaw(Convert.FromHexString(hex)));

    [Fact]
    public void More_than_128_numbers_are_refused()
    {
        Assert.Equal(-1, Oid.FindFlaw(new byte[127]));
        Assert.Equal(127, Oid.FindFlaw(new byte[128]));
        Assert.Throws<ArgumentException>(() => new Oid(new uint[129]));
    }

    [Property(MaxTest = 5000)]
    public void The_order_is_the_order_of_the_numbers(uint[] left, uint[] right)
    {
        uint[] a = [1, 3, .. left.Take(100)], b = [1, 3, .. right.Take(100)];

        Assert.Equal(Math.Sign(a.AsSpan().SequenceCompareTo(b)), Math.Sign(new Oid(a).CompareTo(new Oid(b))));
        Assert.Equal(a.AsSpan().SequenceEqual(b), new Oid(a) == new Oid(b));
    }

    [Property(MaxTest = 2000)]
    public void The_order_holds_for_neighbours_that_share_a_beginning(uint[] shared, uint left, uint right)
    {
        uint[] a = [1, 3, .. shared.Take(100), left], b = [1, 3, .. shared.Take(100), right, 0];

        Assert.Equal(Math.Sign(a.AsSpan().SequenceCompareTo(b)), Math.Sign(new Oid(a).CompareTo(new Oid(b))));
    }

    [Property(MaxTest = 2000)]
    public void Numbers_survive_and_a_child_starts_with_its_parent(uint[] numbers, uint child)
    {
        uint[] all = [2, .. numbers.Take(100), 7];
        var oid = new Oid(all);

        Assert.Equal(all, oid.ToArray());
        Assert.Equal(oid, Oid.Parse(oid.ToString()));
        Assert.True(oid.Child(child).StartsWith(oid));
        Assert.Equal([child], oid.Child(child).After(oid));
        Assert.Equal(child, oid.Child(child).Last);
        Assert.True(oid < oid.Child(child));
    }

    [Property(MaxTest = 2000)]
    public void Bytes_without_flaw_are_an_identifier_and_its_only_encoding(byte[] bytes)
    {
        if (Oid.FindFlaw(bytes) >= 0)
        {
            return;
        }

        Assert.Equal(bytes, new Oid(new Oid(bytes, 0, bytes.Length).ToArray()).Encoded.ToArray());
    }

    [Theory]
    [InlineData("1.3.6.1.2.1.1.3.0", "1.3.6.1.2.1.1.3")]
    [InlineData("1.3.6.1.2.1.2.2.1.2.7", "1.3.6.1.2.1.2.2.1.2.6.4294967295")]
    public void The_predecessor_is_what_a_GETNEXT_has_to_name(string oid, string predecessor)
        => Assert.Equal(predecessor, Oid.Parse(oid).Predecessor().ToString());

    [Fact]
    public void A_name_is_not_below_another_that_only_shares_its_bytes()
        => Assert.False(Oid.Parse("1.3.6.1.2.1.129").StartsWith(Oid.Parse("1.3.6.1.2.1.1")));
}
