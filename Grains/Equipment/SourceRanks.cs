namespace Nms.Equipment;

/// <summary>Whom to believe, the most trusted first, for each kind of value. Pure.</summary>
internal static class SourceRanks
{
    /// <summary>What the equipment says of itself is asked at its console first: it is said in its own words and needs no address.</summary>
    public static readonly FactSource[] Identity = [FactSource.Console, FactSource.Snmp, FactSource.Configuration, FactSource.Neighbour, FactSource.Dhcp, FactSource.Dns, FactSource.Gns3, FactSource.Probe];

    /// <summary>Kinds and serial numbers: an agent has them as data, a console as prose.</summary>
    public static readonly FactSource[] Inventory = [FactSource.Snmp, FactSource.Console, FactSource.Configuration, FactSource.Neighbour, FactSource.Gns3, FactSource.Probe];

    /// <summary>States and sizes of interfaces.</summary>
    public static readonly FactSource[] State = [FactSource.Snmp, FactSource.Console, FactSource.Configuration, FactSource.Gns3];

    /// <summary>Why a source is believed before others.</summary>
    public static string Reason(FactSource source) => source switch
    {
        FactSource.Console => "the equipment says so itself at its console",
        FactSource.Snmp => "the equipment says so itself by SNMP",
        FactSource.Configuration => "its configuration says so, and nothing nearer to the equipment does",
        FactSource.Neighbour => "equipment next to it hears it say so",
        FactSource.Dhcp => "the server that leased its address says so",
        FactSource.Dns => "the name service says so",
        FactSource.Arp => "the ARP table of other equipment says so",
        FactSource.Gns3 => "it is drawn so",
        _ => "it answers so",
    };

    /// <summary>How sure a source makes a value.</summary>
    public static FactConfidence Confidence(FactSource source) => source switch
    {
        FactSource.Console or FactSource.Snmp => FactConfidence.Certain,
        FactSource.Configuration or FactSource.Dhcp or FactSource.Neighbour or FactSource.Arp or FactSource.Gns3 => FactConfidence.Likely,
        _ => FactConfidence.Unsure,
    };
}
