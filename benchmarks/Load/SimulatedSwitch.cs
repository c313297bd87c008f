using System.Globalization;
using Nms.Discovery.Snmp.Reading;
using Nms.Snmp;

namespace Nms.Load;

/// <summary>What the agent of a switch says.</summary>
internal static class SimulatedSwitch
{
    /// <summary>All objects of one.</summary>
    /// <param name="ports">Rows of ifTable and ifXTable.</param>
    /// <param name="stations">Rows of its forwarding table.</param>
    /// <param name="vlans">Its VLANs.</param>
    /// <param name="neighbours">Ports with a neighbour that speaks LLDP.</param>
    public static IEnumerable<SnmpObject> Objects(int ports, int stations, int vlans, int neighbours = 0)
    {
        yield return Object("sysDescr.0", SnmpValue.OctetString("ProCurve J9147A 2910al-48G Switch, revision W.14.03, ROM W.14.04"));
        yield return Object("sysObjectID.0", SnmpValue.ObjectIdentifier(Oid.Parse("1.3.6.1.4.1.11.2.3.7.11.87")));
        yield return Object("sysName.0", SnmpValue.OctetString("access-1"));
        yield return Object("ifNumber.0", SnmpValue.Integer32(ports));
        yield return Object("dot1dBaseBridgeAddress.0", SnmpValue.OctetString([2, 0, 0, 0, 0, 0]));
        for (var port = 1; port <= ports; port++)
        {
            foreach (var column in AgentTables.If.Objects.Concat(AgentTables.IfX.Objects))
            {
                yield return new SnmpObject(column.Oid.Child((uint)port), column.Syntax!.Type switch
                {
                    SnmpType.OctetString => SnmpValue.OctetString(string.Create(CultureInfo.InvariantCulture, $"{column.Name} {port}")),
                    SnmpType.Counter64 => SnmpValue.Counter64((ulong)port << 40),
                    SnmpType.TimeTicks => SnmpValue.TimeTicks(4711),
                    SnmpType.Integer32 => SnmpValue.Integer32(1),
                    SnmpType.Counter32 => SnmpValue.Counter32(4711),
                    _ => SnmpValue.Gauge32(1000),
                });
            }

            yield return Object($"dot1dBasePortIfIndex.{port}", SnmpValue.Integer32(port));
        }

        for (var vlan = 1; vlan <= vlans; vlan++)
        {
            yield return Object($"dot1qVlanFdbId.0.{vlan}", SnmpValue.Gauge32((uint)vlan));
            yield return Object($"dot1qVlanCurrentEgressPorts.0.{vlan}", SnmpValue.OctetString([255, 255, 255, 255, 255, 255]));
            yield return Object($"dot1qVlanCurrentUntaggedPorts.0.{vlan}", SnmpValue.OctetString([128, 0, 0, 0, 0, 0]));
            yield return Object($"dot1qVlanStaticName.{vlan}", SnmpValue.OctetString($"vlan {vlan}"));
            yield return Object($"dot1qVlanStaticEgressPorts.{vlan}", SnmpValue.OctetString([255, 255, 255, 255, 255, 255]));
            yield return Object($"dot1qVlanStaticUntaggedPorts.{vlan}", SnmpValue.OctetString([128, 0, 0, 0, 0, 0]));
        }

        for (var station = 0; station < stations; station++)
        {
            var index = string.Create(CultureInfo.InvariantCulture, $"{1 + (station % vlans)}.2.0.0.0.{station / 256}.{station % 256}");
            yield return Object($"dot1qTpFdbPort.{index}", SnmpValue.Integer32(1 + (station % ports)));
            yield return Object($"dot1qTpFdbStatus.{index}", SnmpValue.Integer32(3));
        }

        for (var port = 1; port <= neighbours; port++)
        {
            var index = string.Create(CultureInfo.InvariantCulture, $"0.{port}.1");
            yield return Object($"lldpLocPortIdSubtype.{port}", SnmpValue.Integer32(5));
            yield return Object($"lldpLocPortId.{port}", SnmpValue.OctetString(string.Create(CultureInfo.InvariantCulture, $"ifName {port}")));
            yield return Object($"lldpRemChassisIdSubtype.{index}", SnmpValue.Integer32(4));
            yield return Object($"lldpRemChassisId.{index}", SnmpValue.OctetString([2, 0, 0, 0, 1, (byte)port]));
            yield return Object($"lldpRemPortIdSubtype.{index}", SnmpValue.Integer32(5));
            yield return Object($"lldpRemPortId.{index}", SnmpValue.OctetString("Ethernet1"));
            yield return Object($"lldpRemSysName.{index}", SnmpValue.OctetString(string.Create(CultureInfo.InvariantCulture, $"neighbour-{port}")));
        }
    }

    private static SnmpObject Object(string name, SnmpValue value) => new(MibTree.Standard.TryResolve(name, out var oid) ? oid : throw new ArgumentException(name), value);
}
