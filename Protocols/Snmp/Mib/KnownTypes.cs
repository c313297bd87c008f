namespace Nms.Snmp.Mib;

/// <summary>The types of RFC 2578 and the textual conventions that modules use everywhere.</summary>
internal static class KnownTypes
{
    private const string DateHint = "2d-1d-1d,1d:1d:1d.1d,1a1d:1d";

    private static readonly Dictionary<string, MibSyntax> s_types = new MibSyntax[]
    {
        new(SnmpType.Integer32, "INTEGER"),
        new(SnmpType.Integer32, "Integer32"),
        new(SnmpType.OctetString, "OCTET STRING"),
        new(SnmpType.OctetString, "BITS") { IsBits = true },
        new(SnmpType.ObjectIdentifier, "OBJECT IDENTIFIER"),
        new(SnmpType.Counter32, "Counter32"),
        new(SnmpType.Counter32, "Counter"),
        new(SnmpType.Gauge32, "Gauge32"),
        new(SnmpType.Gauge32, "Gauge"),
        new(SnmpType.Gauge32, "Unsigned32"),
        new(SnmpType.TimeTicks, "TimeTicks"),
        new(SnmpType.Counter64, "Counter64"),
        new(SnmpType.IpAddress, "IpAddress"),
        new(SnmpType.IpAddress, "NetworkAddress"),
        new(SnmpType.Opaque, "Opaque"),
        new(SnmpType.OctetString, "DisplayString") { DisplayHint = "255a" },
        new(SnmpType.OctetString, "SnmpAdminString") { DisplayHint = "255t" },
        new(SnmpType.OctetString, "PhysAddress") { DisplayHint = "1x:" },
        new(SnmpType.OctetString, "MacAddress") { DisplayHint = "1x:", FixedLength = 6 },
        new(SnmpType.OctetString, "DateAndTime") { DisplayHint = DateHint },
        new(SnmpType.OctetString, "InetAddress"),
        new(SnmpType.OctetString, "TAddress"),
        new(SnmpType.Integer32, "TruthValue") { Names = new Dictionary<int, string> { [1] = "true", [2] = "false" } },
        new(SnmpType.Integer32, "TestAndIncr"),
        new(SnmpType.Integer32, "TimeInterval"),
        new(SnmpType.Integer32, "InterfaceIndex"),
        new(SnmpType.Integer32, "InterfaceIndexOrZero"),
        new(SnmpType.TimeTicks, "TimeStamp"),
        new(SnmpType.ObjectIdentifier, "AutonomousType"),
        new(SnmpType.ObjectIdentifier, "InstancePointer"),
        new(SnmpType.ObjectIdentifier, "VariablePointer"),
        new(SnmpType.ObjectIdentifier, "RowPointer"),
        new(SnmpType.ObjectIdentifier, "TDomain"),
        new(SnmpType.Integer32, "RowStatus")
        {
            Names = new Dictionary<int, string> { [1] = "active", [2] = "notInService", [3] = "notReady", [4] = "createAndGo", [5] = "createAndWait", [6] = "destroy" },
        },
        new(SnmpType.Integer32, "StorageType")
        {
            Names = new Dictionary<int, string> { [1] = "other", [2] = "volatile", [3] = "nonVolatile", [4] = "permanent", [5] = "readOnly" },
        },

        // The short words of our own facts.
        new(SnmpType.Integer32, "int"),
        new(SnmpType.Integer32, "enum"),
        new(SnmpType.OctetString, "bits") { IsBits = true },
        new(SnmpType.OctetString, "text") { DisplayHint = "255t" },
        new(SnmpType.OctetString, "octets"),
        new(SnmpType.OctetString, "mac") { DisplayHint = "1x:" },
        new(SnmpType.OctetString, "date") { DisplayHint = DateHint },
        new(SnmpType.ObjectIdentifier, "oid"),
        new(SnmpType.IpAddress, "ip"),
        new(SnmpType.Counter32, "counter"),
        new(SnmpType.Counter64, "counter64"),
        new(SnmpType.Gauge32, "gauge"),
        new(SnmpType.TimeTicks, "ticks"),
        new(SnmpType.Opaque, "opaque"),
    }.ToDictionary(syntax => syntax.Name, StringComparer.Ordinal);

    /// <summary>The names that no module defines, because they are where all begin.</summary>
    public static IReadOnlyDictionary<string, uint[]> Roots { get; } = new Dictionary<string, uint[]>(StringComparer.Ordinal)
    {
        ["ccitt"] = [0],
        ["iso"] = [1],
        ["joint-iso-ccitt"] = [2],
        ["org"] = [1, 3],
        ["dod"] = [1, 3, 6],
        ["internet"] = [1, 3, 6, 1],
        ["directory"] = [1, 3, 6, 1, 1],
        ["mgmt"] = [1, 3, 6, 1, 2],
        ["mib-2"] = [1, 3, 6, 1, 2, 1],
        ["transmission"] = [1, 3, 6, 1, 2, 1, 10],
        ["experimental"] = [1, 3, 6, 1, 3],
        ["private"] = [1, 3, 6, 1, 4],
        ["enterprises"] = [1, 3, 6, 1, 4, 1],
        ["security"] = [1, 3, 6, 1, 5],
        ["snmpV2"] = [1, 3, 6, 1, 6],
        ["snmpDomains"] = [1, 3, 6, 1, 6, 1],
        ["snmpProxys"] = [1, 3, 6, 1, 6, 2],
        ["snmpModules"] = [1, 3, 6, 1, 6, 3],
        ["zeroDotZero"] = [0, 0],
    };

    public static MibSyntax? Find(string name) => s_types.GetValueOrDefault(name);
}
