using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Ids of LLDP, which are bytes or text as their subtype says (IEEE 802.1AB §8.5).</summary>
internal static class LldpIdentifier
{
    public static string? Chassis(SnmpValue subtype, SnmpValue id) => Of(id, isMac: AgentValue.Int(subtype) == 4, isAddress: AgentValue.Int(subtype) == 5);

    public static string? Port(SnmpValue subtype, SnmpValue id) => Of(id, isMac: AgentValue.Int(subtype) == 3, isAddress: AgentValue.Int(subtype) == 4);

    private static string? Of(SnmpValue id, bool isMac, bool isAddress)
    {
        if (isMac && AgentValue.Mac(id) is { } mac)
        {
            return mac;
        }

        // The first byte is the family, as IANA numbers them.
        if (isAddress && id.Type == SnmpType.OctetString && id.Bytes is [1 or 2, .. var address] && AgentValue.Address(address) is { } found)
        {
            return found.ToString();
        }

        return AgentText.Of(id);
    }
}
