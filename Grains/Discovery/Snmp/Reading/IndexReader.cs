using System.Net;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Reads the index of a row part by part. What does not fit makes it <see cref="IsSound"/> no longer.</summary>
internal ref struct IndexReader(ReadOnlySpan<uint> index)
{
    private ReadOnlySpan<uint> _rest = index;
    private bool _isBroken;

    /// <summary>Every part fitted, and nothing is left.</summary>
    public readonly bool IsSound => !_isBroken && _rest.IsEmpty;

    public uint Number() => Take(1) is [var number] ? number : 0;

    /// <summary>A number as INTEGERs have it.</summary>
    public int Int()
    {
        var number = Number();
        _isBroken |= number > int.MaxValue;
        return (int)(number & int.MaxValue);
    }

    public IPAddress? IpV4() => AgentValue.Address(Bytes(4));

    /// <summary>The address of six bytes that every index of MAC addresses has without its length.</summary>
    public string Mac() => AgentValue.Mac(Bytes(6));

    /// <summary>InetAddressType and InetAddress.</summary>
    public IPAddress? InetAddress()
    {
        var type = Number();
        var bytes = Bytes(Int());
        var expected = type switch { 1 => 4, 2 => 16, 3 => 8, 4 => 20, 0 => 0, _ => -1 };
        _isBroken |= bytes.Length != expected;
        return _isBroken ? null : AgentValue.Address(bytes);
    }

    /// <summary>Numbers with their count before them.</summary>
    public void SkipCounted() => Take(Int());

    public byte[] CountedBytes() => Bytes(Int());

    private byte[] Bytes(int count)
    {
        var numbers = Take(count);
        var bytes = new byte[numbers.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            _isBroken |= numbers[i] > byte.MaxValue;
            bytes[i] = (byte)numbers[i];
        }

        return bytes;
    }

    private ReadOnlySpan<uint> Take(int count)
    {
        if (_isBroken || count > _rest.Length)
        {
            _isBroken = true;
            return [];
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
