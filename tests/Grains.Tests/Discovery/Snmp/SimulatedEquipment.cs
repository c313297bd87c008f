using System.Net;
using Nms.Snmp;

namespace Nms.Grains.Tests.Discovery.Snmp;

/// <summary>Objects of an agent by their names, as a walk would print them.</summary>
internal static class SimulatedEquipment
{
    public static SnmpObjectStore Store(params IEnumerable<(string Name, object Value)>[] groups) => new(groups.SelectMany(group => group).Select(one => Object(one.Name, one.Value)));

    public static SnmpAgent Start(ISnmpObjects objects, Action<SnmpAgentBuilder>? change = null)
    {
        var builder = new SnmpAgentBuilder();
        change?.Invoke(builder);
        return SnmpAgent.Start(builder.Options, objects, TimeProvider.System);
    }

    public static IEnumerable<(string Name, object Value)> SystemGroup(string objectId, string description, string name = "box") =>
    [
        ("sysDescr.0", description), ("sysObjectID.0", Oid.Parse(objectId)), ("sysUpTime.0", TimeSpan.FromHours(1)), ("sysName.0", name), ("sysServices.0", 6),
    ];

    public static IEnumerable<(string Name, object Value)> Interface(int index, string name, byte[] mac, string? description = null) =>
    [
        ($"ifDescr.{index}", description ?? name), ($"ifType.{index}", 6), ($"ifMtu.{index}", 1500), ($"ifSpeed.{index}", 1_000_000_000u), ($"ifPhysAddress.{index}", mac),
        ($"ifAdminStatus.{index}", 1), ($"ifOperStatus.{index}", 1), ($"ifName.{index}", name), ($"ifHCInOctets.{index}", 1UL << 40), ($"ifHCOutOctets.{index}", 7UL),
        ($"ifHighSpeed.{index}", 1000u), ($"ifAlias.{index}", $"to {index}"),
    ];

    private static SnmpObject Object(string name, object value)
    {
        Assert.True(MibTree.Standard.TryResolve(name, out var oid), name);
        return new SnmpObject(oid, value switch
        {
            int number => SnmpValue.Integer32(number),
            uint number => SnmpValue.Gauge32(number),
            ulong number => SnmpValue.Counter64(number),
            string text => SnmpValue.OctetString(text),
            byte[] bytes => SnmpValue.OctetString(bytes),
            Oid id => SnmpValue.ObjectIdentifier(id),
            IPAddress address => SnmpValue.IpAddress(address),
            TimeSpan time => SnmpValue.TimeTicks((uint)(time.TotalSeconds * 100)),
            SnmpValue ready => ready,
            _ => throw new ArgumentException(name),
        });
    }

    internal sealed class SnmpAgentBuilder
    {
        public SnmpAgentOptions Options { get; set; } = new() { Communities = new Dictionary<string, SnmpAccess> { ["public"] = SnmpAccess.ReadOnly } };
    }
}
