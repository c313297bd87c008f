namespace Nms.Snmp;

/// <summary>Instances in SNMP's order. Reading needs no lock; replacing them replaces all at once.</summary>
public sealed class SnmpObjectStore : ISnmpObjects
{
    private volatile Snapshot _all;

    /// <summary>Creates a store.</summary>
    /// <param name="objects">The instances; of two with one name the later counts.</param>
    public SnmpObjectStore(IEnumerable<SnmpObject> objects) => _all = new Snapshot(objects);

    /// <summary>Takes other instances in place of all.</summary>
    /// <param name="objects">The instances; of two with one name the later counts.</param>
    public void Replace(IEnumerable<SnmpObject> objects) => _all = new Snapshot(objects);

    /// <inheritdoc/>
    public SnmpValue Get(Oid oid)
    {
        var all = _all;
        var at = all.Find(oid);
        if (at >= 0)
        {
            return all.Objects[at].Read();
        }

        // RFC 3416 §4.2.1: the object is known when another instance of it, or of its row, is.
        at = ~at;
        var parent = oid.Count > 2 ? oid.Encoded[..(oid.Encoded.Length - EncodedLength(oid.Last))] : oid.Encoded;
        return (at < all.Names.Length && all.Names[at].Encoded.StartsWith(parent)) || (at > 0 && all.Names[at - 1].Encoded.StartsWith(parent))
            ? SnmpValue.NoSuchInstance : SnmpValue.NoSuchObject;
    }

    /// <inheritdoc/>
    public VarBind? GetNext(Oid oid)
    {
        var all = _all;
        var at = all.Find(oid);
        at = at >= 0 ? at + 1 : ~at;
        return at < all.Names.Length ? new VarBind(all.Names[at], all.Objects[at].Read()) : null;
    }

    /// <inheritdoc/>
    public SnmpErrorStatus CheckSet(Oid oid, SnmpValue value)
    {
        var all = _all;
        var at = all.Find(oid);
        return at < 0 ? SnmpErrorStatus.NoCreation : all.Objects[at].Check?.Invoke(value) ?? SnmpErrorStatus.NotWritable;
    }

    /// <inheritdoc/>
    public void Set(Oid oid, SnmpValue value)
    {
        var all = _all;
        var at = all.Find(oid);
        if (at >= 0)
        {
            all.Objects[at].Write?.Invoke(value);
        }
    }

    private static int EncodedLength(uint number) => number < 1 << 7 ? 1 : number < 1 << 14 ? 2 : number < 1 << 21 ? 3 : number < 1 << 28 ? 4 : 5;

    private sealed class Snapshot
    {
        public Snapshot(IEnumerable<SnmpObject> objects)
        {
            var sorted = new SortedDictionary<Oid, SnmpObject>();
            foreach (var one in objects)
            {
                sorted[one.Oid] = one;
            }

            Names = [.. sorted.Keys];
            Objects = [.. sorted.Values];
        }

        public Oid[] Names { get; }

        public SnmpObject[] Objects { get; }

        public int Find(Oid oid) => Array.BinarySearch(Names, oid);
    }
}
