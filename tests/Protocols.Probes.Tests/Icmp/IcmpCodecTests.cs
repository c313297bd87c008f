using System.Net.Sockets;
using Nms.Probes.Icmp;

namespace Nms.Protocols.Probes.Tests.Icmp;

public sealed class IcmpCodecTests
{
    private const int Malformed = 60_000;

    // RFC 1071 §3: the words 0001 f203 f4f5 f6f7 sum to ddf2.
    [Fact]
    public void The_checksum_is_that_of_RFC_1071() => Assert.Equal(unchecked((ushort)~0xDDF2), IcmpCodec.Checksum(Convert.FromHexString("0001f203f4f5f6f7")));

    [Theory]
    [InlineData("", 0xFFFF)]
    [InlineData("01", 0xFEFF)]
    [InlineData("0102", 0xFEFD)]
    [InlineData("010203", 0xFBFD)]
    [InlineData("ffffffffff", 0x00FF)]
    public void Odd_lengths_are_filled_with_a_zero(string hex, int checksum) => Assert.Equal(checksum, IcmpCodec.Checksum(Convert.FromHexString(hex)));

    [Fact]
    public void A_reply_is_read_behind_a_header_with_options()
    {
        Assert.True(IcmpCodec.TryRead(IcmpMessages.Reply(identifier: 0x1234, sequence: 7, options: 8), AddressFamily.InterNetwork, true, true, out var message));

        Assert.Equal((IcmpMessageKind.EchoReply, 0x1234, 7, 24), (message.Kind, (int)message.Identifier, (int)message.Sequence, message.Payload.Length));
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(11, 3)]
    public void An_error_names_the_request_it_quotes(byte type, int kind)
    {
        var datagram = IcmpMessages.Error(type, code: 1, identifier: 0x4321, sequence: 9, to: 0x0A000005);

        Assert.True(IcmpCodec.TryRead(datagram, AddressFamily.InterNetwork, true, true, out var message));

        Assert.Equal(((IcmpMessageKind)kind, 1, 0x4321, 9, (UInt128)0x0A000005), (message.Kind, (int)message.Code, (int)message.Identifier, (int)message.Sequence, message.QuotedTo));
    }

    [Fact]
    public void A_wrong_checksum_is_refused_unless_something_was_cut_off()
    {
        var datagram = IcmpMessages.Reply(1, 1);
        datagram[^1] ^= 1;

        Assert.False(IcmpCodec.TryRead(datagram, AddressFamily.InterNetwork, true, isWhole: true, out _));
        Assert.True(IcmpCodec.TryRead(datagram, AddressFamily.InterNetwork, true, isWhole: false, out _));
    }

    [Fact]
    public void Sixty_thousand_malformed_datagrams_neither_throw_nor_allocate()
    {
        var random = new Random(792);
        byte[][] seeds = [IcmpMessages.Reply(1, 2), IcmpMessages.Reply(3, 4, 20), IcmpMessages.Error(3, 1, 5, 6, 7), IcmpMessages.Error(11, 0, 5, 6, 7), IcmpMessages.ErrorV6(1), IcmpMessages.ErrorV6(3)];
        var inputs = Enumerable.Range(0, Malformed).Select(i => IcmpMessages.Mutate(seeds[i % seeds.Length], random)).ToList();
        Read(inputs[0]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var input in inputs)
        {
            Read(input);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void A_message_cut_at_any_byte_does_no_harm()
    {
        foreach (var whole in new[] { IcmpMessages.Reply(1, 2, 40), IcmpMessages.Error(3, 1, 5, 6, 7), IcmpMessages.ErrorV6(1) })
        {
            for (var length = 0; length <= whole.Length; length++)
            {
                Read(whole.AsSpan(0, length));
            }
        }
    }

    private static void Read(ReadOnlySpan<byte> datagram)
    {
        IcmpCodec.TryRead(datagram, AddressFamily.InterNetwork, hasHeader: true, isWhole: true, out _);
        IcmpCodec.TryRead(datagram, AddressFamily.InterNetwork, hasHeader: true, isWhole: false, out _);
        IcmpCodec.TryRead(datagram, AddressFamily.InterNetwork, hasHeader: false, isWhole: true, out _);
        IcmpCodec.TryRead(datagram, AddressFamily.InterNetworkV6, hasHeader: false, isWhole: true, out _);
    }
}
