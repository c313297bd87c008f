using System.Formats.Asn1;
using System.Numerics;
using BenchmarkDotNet.Attributes;
using Nms.Snmp;
using Nms.Snmp.Codec;

namespace Nms.SnmpBenchmarks;

/// <summary>An answer with ten interface counters, read and written by our span reader and by System.Formats.Asn1.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private readonly VarBind[] _room = new VarBind[16];
    private readonly byte[] _buffer = new byte[2048];
    private readonly byte[] _answer;
    private readonly VarBind[] _varBinds;
    private readonly string[] _names;
    private readonly AsnWriter _writer = new(AsnEncodingRules.BER);

    public CodecBenchmarks()
    {
        _varBinds = [.. Enumerable.Range(1, 10).Select(i => new VarBind(new Oid(1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 6, (uint)i), SnmpValue.Counter64(1ul << (i * 6))))];
        _names = [.. _varBinds.Select(varBind => varBind.Oid.ToString())];
        _answer = new CommunityMessage(SnmpVersion.V2c, "public"u8.ToArray(), new SnmpPdu { Type = PduType.Response, RequestId = 4711, VarBinds = _varBinds }).Encode();
    }

    [Benchmark(Baseline = true)]
    public ulong ReadOurs()
    {
        var reader = new BerReader(_answer);
        var message = CommunityMessage.ReadEnvelope(ref reader, out _, out _);
        var head = PduCodec.ReadHead(ref message);
        var inner = new BerReader(_answer, head.VarBindsStart, head.VarBindsEnd);
        var count = PduCodec.ReadVarBinds(_answer, ref inner, _room);
        ulong sum = 0;
        foreach (var varBind in _room.AsSpan(0, count))
        {
            varBind.Value.TryGetUInt64(out var value);
            sum += value;
        }

        return sum;
    }

    [Benchmark]
    public ulong ReadAsn1()
    {
        var message = new AsnReader(_answer, AsnEncodingRules.BER).ReadSequence();
        message.ReadInteger();
        message.ReadOctetString();
        var pdu = message.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 2));
        pdu.ReadInteger();
        pdu.ReadInteger();
        pdu.ReadInteger();
        var varBinds = pdu.ReadSequence();
        ulong sum = 0;
        while (varBinds.HasData)
        {
            var varBind = varBinds.ReadSequence();
            _ = varBind.ReadObjectIdentifier();
            sum += (ulong)varBind.ReadInteger(new Asn1Tag(TagClass.Application, 6));
        }

        return sum;
    }

    [Benchmark]
    public int WriteOurs()
    {
        var writer = new BerWriter(_buffer);
        PduCodec.Write(ref writer, PduType.Response, 4711, 0, 0, _varBinds);
        CommunityMessage.WriteEnvelope(ref writer, SnmpVersion.V2c, "public"u8);
        return writer.Written.Length;
    }

    [Benchmark]
    public int WriteAsn1()
    {
        _writer.Reset();
        using (_writer.PushSequence())
        {
            _writer.WriteInteger(1);
            _writer.WriteOctetString("public"u8);
            using (_writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
            {
                _writer.WriteInteger(4711);
                _writer.WriteInteger(0);
                _writer.WriteInteger(0);
                using (_writer.PushSequence())
                {
                    for (var i = 0; i < _names.Length; i++)
                    {
                        using (_writer.PushSequence())
                        {
                            _writer.WriteObjectIdentifier(_names[i]);
                            _writer.WriteInteger(new BigInteger(1ul << ((i + 1) * 6)), new Asn1Tag(TagClass.Application, 6));
                        }
                    }
                }
            }
        }

        return _writer.Encode(_buffer);
    }
}
