using System.Runtime.InteropServices;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Indexes of rows are the same when their numbers are.</summary>
internal sealed class IndexComparer : IEqualityComparer<uint[]>
{
    public static IndexComparer Instance { get; } = new();

    public bool Equals(uint[]? x, uint[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(uint[] obj)
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(obj.AsSpan()));
        return hash.ToHashCode();
    }
}
