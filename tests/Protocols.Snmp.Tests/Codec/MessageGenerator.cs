using System.Net;
using Nms.Snmp;

namespace Nms.Protocols.Snmp.Tests.Codec;

/// <summary>Messages and parts of them from a seed, so that a failure can be had again.</summary>
internal sealed class MessageGenerator(int seed)
{
    private static readonly PduType[] s_v2Types =
        [PduType.GetRequest, PduType.GetNextRequest, PduType.Response, PduType.SetRequest, PduType.GetBulkRequest, PduType.InformRequest, PduType.TrapV2];

#pragma warning disable CA5394 // Tests are to be repeated, not to be guessed.
    public Random Random { get; } = new(seed);

    public Oid Oid()
    {
        var numbers = new uint[Random.Next(2, 20)];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (uint)(Random.NextInt64() >> Random.Next(31, 63));
        }

        numbers[0] = 1;
        numbers[1] %= 40;
        return new Oid(numbers);
    }

    public byte[] Bytes(int most)
    {
        var bytes = new byte[Random.Next(most + 1)];
        Random.NextBytes(bytes);
        return bytes;
    }

    public SnmpValue Value() => Random.Next(14) switch
    {
        0 => SnmpValue.Integer32(Int32()),
        1 => SnmpValue.OctetString(Bytes(300)),
        2 => SnmpValue.Null,
        3 => SnmpValue.ObjectIdentifier(Oid()),
        4 => SnmpValue.IpAddress(new IPAddress(Random.NextInt64(1L << 32))),
        5 => SnmpValue.Counter32((uint)Int32()),
        6 => SnmpValue.Gauge32((uint)Int32()),
        7 => SnmpValue.TimeTicks((uint)Int32()),
        8 => SnmpValue.Opaque(Bytes(20)),
        9 => SnmpValue.Counter64((ulong)Random.NextInt64() << Random.Next(2) >> Random.Next(64)),
        10 => SnmpValue.NoSuchObject,
        11 => SnmpValue.NoSuchInstance,
        12 => SnmpValue.EndOfMibView,
        _ => SnmpValue.OpaqueDouble(Random.NextDouble()),
    };

    public SnmpPdu Pdu() => new()
    {
        Type = s_v2Types[Random.Next(s_v2Types.Length)],
        RequestId = Int32(),
        ErrorStatus = (SnmpErrorStatus)Random.Next(19),
        ErrorIndex = Random.Next(100),
        VarBinds = VarBinds(),
    };

    public CommunityMessage Message() => Random.Next(4) == 0
        ? new CommunityMessage(SnmpVersion.V1, Bytes(20), new SnmpPdu
        {
            Type = PduType.TrapV1,
            VarBinds = VarBinds(),
            Trap = new TrapV1(Oid(), new IPAddress(Random.NextInt64(1L << 32)), Random.Next(7), Int32(), (uint)Int32()),
        })
        : new CommunityMessage(SnmpVersion.V2c, Bytes(20), Pdu());

    public VarBind[] VarBinds()
    {
        var varBinds = new VarBind[Random.Next(12)];
        for (var i = 0; i < varBinds.Length; i++)
        {
            varBinds[i] = new VarBind(Oid(), Value());
        }

        return varBinds;
    }

    /// <summary>
    /// Spoils a message in the manner of the PROTOS c06 suite: lengths, tags, widths of integers, sub-identifiers, nesting,
    /// truncation, repetition.
    /// </summary>
    public byte[] Spoil(byte[] message)
    {
        var spoiled = message.ToList();
        for (var times = Random.Next(1, 4); times > 0 && spoiled.Count > 0; times--)
        {
            var at = Random.Next(spoiled.Count);
            switch (Random.Next(9))
            {
                case 0:
                    spoiled[at] = (byte)Random.Next(256);
                    break;
                case 1:
                    spoiled[at] ^= (byte)(1 << Random.Next(8));
                    break;
                case 2:
                    spoiled.RemoveRange(at, spoiled.Count - at);
                    break;
                case 3:
                    spoiled.InsertRange(at, Bytes(8));
                    break;
                case 4:
                    byte[][] lengths = [[0x80], [0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x84, 0x7F, 0xFF, 0xFF, 0xFF], [0x82, 0xFF, 0xFF], [0x81, 0], [0x88, 0, 0, 0, 0, 0, 0, 0, 1], [0xFF]];
                    spoiled.RemoveAt(at);
                    spoiled.InsertRange(at, lengths[Random.Next(lengths.Length)]);
                    break;
                case 5:
                    byte[] tags = [0x02, 0x04, 0x05, 0x06, 0x30, 0x31, 0x40, 0x41, 0x42, 0x43, 0x44, 0x46, 0x80, 0x82, 0x9F, 0xA0, 0xA4, 0xA8, 0xBF, 0x1F, 0];
                    spoiled[at] = tags[Random.Next(tags.Length)];
                    break;
                case 6:
                    spoiled.InsertRange(at, Enumerable.Repeat((byte)(Random.Next(2) == 0 ? 0xFF : 0x80), Random.Next(1, 200)));
                    break;
                case 7:
                    spoiled.InsertRange(at, Enumerable.Repeat<byte[]>([0x30, 0x80], Random.Next(1, 500)).SelectMany(two => two));
                    break;
                default:
                    spoiled.RemoveRange(at, Math.Min(Random.Next(1, 9), spoiled.Count - at));
                    break;
            }
        }

        return [.. spoiled];
    }

    private int Int32() => (int)(Random.NextInt64() >> Random.Next(64));
#pragma warning restore CA5394
}
