namespace Nms.Equipment;

/// <summary>Names of the sections of a profile.</summary>
internal static class ProfileSections
{
    public const string Gns3 = "gns3";
    public const string Configuration = "configuration";
    public const string Console = "console";
    public const string Addresses = "addresses";
    public const string Snmp = "snmp";
    public const string Performance = "performance";
    public const string Reachability = "reachability";
    public const string Links = "links";

    /// <summary>All of them, in the order they are made.</summary>
    public static readonly string[] All = [Gns3, Configuration, Console, Addresses, Snmp, Performance, Reachability, Links];
}
