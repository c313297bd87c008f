using FsCheck.Xunit;
using Nms.Snmp;
using Nms.Snmp.Codec;

namespace Nms.Protocols.Snmp.Tests.Codec;

public sealed class CommunityMessageTests
{
    /// <summary>GET of sysUpTime.0 by SNMPv2c and its answer.</summary>
    private const string Get = "302602010104067075626C6963A019020101020100020100300E300C06082B060102010103000500";
    private const string Answer = "302802010104067075626C6963A21B0201010201000201003010300E06082B0601020101030043020191";

    [Fact]
    public void A_request_has_the_bytes_the_standard_gives_it()
    {
        var message = new CommunityMessage(SnmpVersion.V2c, "public"u8.ToArray(), new SnmpPdu
        {
            Type = PduType.GetRequest,
            RequestId = 1,
            VarBinds = [new VarBind(Oid.Parse("1.3.6.1.2.1.1.3.0"))],
        });

        Assert.Equal(Get, Convert.ToHexString(message.Encode()));
    }

    [Fact]
    public void An_answer_is_read()
    {
        var message = CommunityMessage.Decode(Convert.FromHexString(Answer));

        Assert.Equal(SnmpVersion.V2c, message.Version);
        Assert.Equal("public"u8, message.Community.Span);
        Assert.Equal((PduType.Response, 1, SnmpErrorStatus.NoError), (message.Pdu.Type, message.Pdu.RequestId, message.Pdu.ErrorStatus));
        Assert.Equal(new VarBind(Oid.Parse("1.3.6.1.2.1.1.3.0"), SnmpValue.TimeTicks(401)), Assert.Single(message.Pdu.VarBinds));
    }

    [Property(MaxTest = 3000)]
    public void Every_message_is_read_as_it_was_written(int seed)
    {
        var message = new MessageGenerator(seed).Message();
        var bytes = message.Encode();

        var read = CommunityMessage.Decode(bytes);

        Assert.Equal(message.Pdu.VarBinds, read.Pdu.VarBinds);
        Assert.Equal(message.Pdu with { VarBinds = read.Pdu.VarBinds }, read.Pdu);
        Assert.Equal(message.Community.Span, read.Community.Span);
        Assert.Equal(bytes, read.Encode());
    }

    [Theory]
    [InlineData("02017F", 127)]
    [InlineData("02020080", 128)]
    [InlineData("0201FF", -1)]
    [InlineData("02047FFFFFFF", int.MaxValue)]
    [InlineData("020480000000", int.MinValue)]
    [InlineData("020400000005", 5)] // padded, as some equipment does
    public void Integers_are_signed(string hex, int expected) => Assert.Equal(SnmpValue.Integer32(expected), ReadValue(hex));

    [Theory]
    [InlineData("4105 00FFFFFFFF", SnmpType.Counter32, uint.MaxValue)]
    [InlineData("4104 FFFFFFFF", SnmpType.Counter32, uint.MaxValue)] // the byte of the sign forgotten
    [InlineData("4201 00", SnmpType.Gauge32, 0)]
    [InlineData("4304 00000191", SnmpType.TimeTicks, 401)]
    [InlineData("4609 00FFFFFFFFFFFFFFFF", SnmpType.Counter64, ulong.MaxValue)]
    [InlineData("4608 FFFFFFFFFFFFFFFF", SnmpType.Counter64, ulong.MaxValue)]
    public void Unsigned_numbers_are_never_negative(string hex, SnmpType type, ulong expected)
    {
        var value = ReadValue(hex.Replace(" ", "", StringComparison.Ordinal));

        Assert.Equal(type, value.Type);
        Assert.True(value.TryGetUInt64(out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("0200", SnmpFormatErrorKind.WrongLength, 2)]
    [InlineData("02050000000001", SnmpFormatErrorKind.IntegerOutOfRange, 2)]
    [InlineData("41050100000000", SnmpFormatErrorKind.IntegerOutOfRange, 2)]
    [InlineData("4101FF", SnmpFormatErrorKind.IntegerOutOfRange, 2)]
    [InlineData("460A00000000000000000001", SnmpFormatErrorKind.IntegerOutOfRange, 2)]
    [InlineData("400301020300", SnmpFormatErrorKind.WrongLength, 2)]
    [InlineData("050100", SnmpFormatErrorKind.WrongLength, 2)]
    [InlineData("0480", SnmpFormatErrorKind.BadLength, 1)]
    [InlineData("04850000000001", SnmpFormatErrorKind.BadLength, 1)]
    [InlineData("0484FFFFFFFF00", SnmpFormatErrorKind.Truncated, 1)]
    [InlineData("0405", SnmpFormatErrorKind.Truncated, 1)]
    [InlineData("04", SnmpFormatErrorKind.Truncated, 1)]
    [InlineData("", SnmpFormatErrorKind.Truncated, 0)]
    [InlineData("060180", SnmpFormatErrorKind.BadObjectIdentifier, 2)]
    [InlineData("1F0100", SnmpFormatErrorKind.UnexpectedTag, 0)]
    [InlineData("240201", SnmpFormatErrorKind.UnexpectedTag, 0)]
    public void A_flaw_is_named_with_its_byte(string hex, SnmpFormatErrorKind kind, int offset)
    {
        var bytes = Convert.FromHexString(hex);
        var reader = new BerReader(bytes);
        ValueCodec.Read(bytes, ref reader);

        Assert.Equal(new SnmpFormatError(kind, offset), reader.Error);
    }

    [Theory]
    [InlineData("02010104067075626C6963", SnmpFormatErrorKind.UnexpectedTag)]
    [InlineData("3003020105", SnmpFormatErrorKind.UnknownVersion)]
    [InlineData(Get + "00", SnmpFormatErrorKind.TrailingBytes)]
    [InlineData("302602010004067075626C6963A519020101020100020100300E300C06082B060102010103000500", SnmpFormatErrorKind.UnexpectedPdu)] // GETBULK in v1
    public void What_is_no_message_is_refused(string hex, SnmpFormatErrorKind kind)
        => Assert.Equal(kind, Assert.Throws<SnmpFormatException>(() => CommunityMessage.Decode(Convert.FromHexString(hex))).Error.Kind);

    [Fact]
    public void Every_truncation_is_refused_as_such()
    {
        var message = Convert.FromHexString(Answer);
        for (var length = 0; length < message.Length; length++)
        {
            Assert.Null(CommunityMessage.TryDecode(message[..length], out var error));
            Assert.Equal(SnmpFormatErrorKind.Truncated, error.Kind);
        }
    }

    [Fact]
    public void Every_flipped_byte_gives_a_message_or_a_flaw_inside_the_datagram()
    {
        var message = Convert.FromHexString(Answer);
        for (var at = 0; at < message.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                var flipped = message.ToArray();
                flipped[at] = (byte)value;
                AssertReadOrRefused(flipped);
            }
        }
    }

    [Fact]
    public void Fifty_thousand_spoiled_messages_neither_throw_nor_cost_memory()
    {
        var largest = 0L;
        for (var seed = 0; seed < 50_000; seed++)
        {
            var generator = new MessageGenerator(seed);
            var spoiled = generator.Spoil(generator.Message().Encode());
            var before = GC.GetAllocatedBytesForCurrentThread();
            CommunityMessage.TryDecode(spoiled, out var error);
            largest = Math.Max(largest, GC.GetAllocatedBytesForCurrentThread() - before - (16L * spoiled.Length));
            Assert.InRange(error.Offset, 0, spoiled.Length);
        }

        // A variable binding of 40 bytes needs at least four of the datagram's even where it is found to be none.
        Assert.InRange(largest, 0, 2_000);
    }

    [Property(MaxTest = 3000)]
    public void Random_bytes_are_read_or_refused(byte[] bytes) => AssertReadOrRefused([0x30, (byte)Math.Min(bytes.Length, 127), .. bytes]);

    [Fact]
    public void A_datagram_that_no_UDP_carries_is_refused()
    {
        CommunityMessage.TryDecode(new byte[70_000], out var error);

        Assert.Equal(SnmpFormatErrorKind.WrongLength, error.Kind);
    }

    [Fact]
    public void Reading_and_writing_variable_bindings_allocates_nothing()
    {
        var datagram = Convert.FromHexString(Answer);
        var varBinds = new VarBind[8];
        var room = new byte[512];
        RoundTrip(datagram, varBinds, room);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            RoundTrip(datagram, varBinds, room);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void RoundTrip(byte[] datagram, VarBind[] varBinds, byte[] room)
    {
        var reader = new BerReader(datagram);
        var message = CommunityMessage.ReadEnvelope(ref reader, out var version, out var community);
        var head = PduCodec.ReadHead(ref message);
        var inner = new BerReader(datagram, head.VarBindsStart, head.VarBindsEnd);
        var count = PduCodec.ReadVarBinds(datagram, ref inner, varBinds);
        var writer = new BerWriter(room);
        PduCodec.Write(ref writer, head.Type, head.RequestId, head.ErrorStatus, head.ErrorIndex, varBinds.AsSpan(0, count));
        CommunityMessage.WriteEnvelope(ref writer, version, datagram.AsSpan(community));
        if (!writer.Written.SequenceEqual(datagram))
        {
            throw new InvalidOperationException("The message changed.");
        }
    }

    private static void AssertReadOrRefused(byte[] bytes)
    {
        var message = CommunityMessage.TryDecode(bytes, out var error);

        Assert.True(message is null ? error.Offset <= bytes.Length : !error.Exists);
        Assert.NotNull(message?.Pdu.VarBinds.Select(varBind => varBind.ToString()).ToList() ?? []);
    }

    private static SnmpValue ReadValue(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var reader = new BerReader(bytes);
        var value = ValueCodec.Read(bytes, ref reader);
        reader.ExpectEnd();
        Assert.False(reader.Failed, reader.Error.ToString());
        return value;
    }
}
