using System.Text;
using Nms.Snmp;

namespace Nms.Lab.Agents;

/// <summary>The objects of an agent that lies.</summary>
internal sealed class FaultyObjects(ISnmpObjects truth, AgentFault fault) : ISnmpObjects
{
    private static readonly Oid s_description = Oid.Parse("1.3.6.1.2.1.1.1.0", null), s_name = Oid.Parse("1.3.6.1.2.1.1.5.0", null), s_location = Oid.Parse("1.3.6.1.2.1.1.6.0", null);
    private static readonly Oid s_interfaces = Oid.Parse("1.3.6.1.2.1.2.2.1", null);
    private static readonly byte[] s_noText = [0xFF, 0xFE, 0x00, 0xC3, 0x28, 0x1B, (byte)'[', (byte)'2', (byte)'J'];

    public SnmpValue Get(Oid oid) => Lie(oid) ?? truth.Get(oid);

    public VarBind? GetNext(Oid oid)
    {
        var next = truth.GetNext(oid);
        if (fault.Loops && oid.StartsWith(s_interfaces) && oid.Count > s_interfaces.Count && next is { } left)
        {
            var column = new Oid(oid.ToArray().AsSpan(0, s_interfaces.Count + 1));
            if (!left.Oid.StartsWith(column)) next = truth.GetNext(column);
        }

        return next is { } found && Lie(found.Oid) is { } lie ? new VarBind(found.Oid, lie) : next;
    }

    public SnmpErrorStatus CheckSet(Oid oid, SnmpValue value) => truth.CheckSet(oid, value);

    public void Set(Oid oid, SnmpValue value) => truth.Set(oid, value);

    private SnmpValue? Lie(Oid oid) =>
        fault.IsGarbled && oid.Equals(s_description) ? SnmpValue.OctetString(new string('x', 60_000))
        : fault.IsGarbled && (oid.Equals(s_name) || oid.Equals(s_location)) ? SnmpValue.OctetString(s_noText)
        : fault.Name is { } name && oid.Equals(s_name) ? SnmpValue.OctetString(Encoding.UTF8.GetBytes(name))
        : null;
}
