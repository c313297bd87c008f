using System.Net;

namespace Nms.Snmp.Notifications;

/// <summary>From a PDU to a notification in the form of SNMPv2 (RFC 3584 §3.1).</summary>
internal static class NotificationMapping
{
    private const int EnterpriseSpecific = 6;

    private static readonly Oid s_snmpTraps = new(1, 3, 6, 1, 6, 3, 1, 1, 5);
    private static readonly Oid s_trapEnterprise = new(1, 3, 6, 1, 6, 3, 1, 1, 4, 3, 0);
    private static readonly Oid s_trapAddress = new(1, 3, 6, 1, 6, 3, 18, 1, 3, 0);

    public static SnmpNotification Map(IPEndPoint sender, SnmpVersion version, SnmpPdu pdu)
        => pdu.Trap is { } trap ? MapV1(sender, trap, pdu.VarBinds) : MapV2(sender, version, pdu);

    private static SnmpNotification MapV1(IPEndPoint sender, TrapV1 trap, IReadOnlyList<VarBind> varBinds)
    {
        var kind = trap.Generic is >= 0 and < EnterpriseSpecific ? s_snmpTraps.Child((uint)trap.Generic + 1)
            : trap.Enterprise.Count <= Oid.MaxSubIdentifiers - 2 ? trap.Enterprise.Child(0, (uint)trap.Specific) : trap.Enterprise;
        return new SnmpNotification
        {
            Sender = sender,
            Agent = trap.AgentAddress.Equals(IPAddress.Any) ? sender.Address : trap.AgentAddress,
            Version = SnmpVersion.V1,
            Kind = kind,
            Uptime = trap.Timestamp,
            VarBinds = [.. varBinds, new VarBind(s_trapEnterprise, SnmpValue.ObjectIdentifier(trap.Enterprise))],
        };
    }

    private static SnmpNotification MapV2(IPEndPoint sender, SnmpVersion version, SnmpPdu pdu)
    {
        Oid kind = default;
        ulong uptime = 0;
        var agent = sender.Address;
        var rest = new List<VarBind>(pdu.VarBinds.Count);
        foreach (var varBind in pdu.VarBinds)
        {
            // Equipment is known that forgets one of the first two, or their order; what it tells is still wanted.
            if (varBind.Oid == SnmpNotification.SnmpTrapOid && varBind.Value.TryGetOid(out var value))
            {
                kind = value;
            }
            else if (varBind.Oid == SnmpNotification.SysUpTime && varBind.Value.TryGetUInt64(out var ticks))
            {
                uptime = ticks;
            }
            else
            {
                rest.Add(varBind);
                if (varBind.Oid == s_trapAddress && varBind.Value.TryGetIpAddress(out var address))
                {
                    agent = address;
                }
            }
        }

        return new SnmpNotification
        {
            Sender = sender,
            Agent = agent,
            Version = version,
            Kind = kind,
            Uptime = (uint)Math.Min(uptime, uint.MaxValue),
            VarBinds = rest,
            RequestId = pdu.RequestId,
            IsInform = pdu.Type == PduType.InformRequest,
        };
    }
}
