namespace Nms.Lab.Console;

/// <summary>What VPCS says word for word.</summary>
internal static class VpcsTexts
{
    public const string Version =
        "\r\r\nWelcome to Virtual PC Simulator, version 0.8.3\r\r\nDedicated to Daling.\r\r\nBuild time: Nov 22 2026 17:01:22\r\r\n" +
        "Copyright (c) 2007-2015, Paul Meng (mirnshi@gmail.com)\r\r\nAll rights reserved.\r\r\n\r\r\n" +
        "VPCS is free software, distributed under the terms of the \"BSD\" licence.\r\r\n" +
        "Source code and license can be found at vpcs.sf.net.\r\r\nFor more information, please visit wiki.freecode.com.cn.\r\r\n";

    public const string Booting = Version + "\r\nPress '?' to get help.\r\n\r\nExecuting the startup file\r\n\r\n";

    public const string Duplicates = "Checking for duplicate address...\r\n";

    public static string Help { get; } = "\r\n" + string.Concat(new (string Command, string Text)[]
    {
        ("?", "Print help"),
        ("arp", "Shortcut for: show arp. Show arp table"),
        ("clear ARG", "Clear IPv4/IPv6, arp/neighbor cache, command history"),
        ("dhcp [OPTION]", "Shortcut for: ip dhcp. Get IPv4 address via DHCP"),
        ("disconnect", "Exit the telnet session (daemon mode)"),
        ("echo TEXT", "Display TEXT in output. See also  set echo ?"),
        ("help", "Print help"),
        ("history", "Shortcut for: show history. List the command history"),
        ("ip ARG ... [OPTION]", "Configure the current VPC's IP settings. See ip ?"),
        ("load [FILENAME]", "Load the configuration/script from the file FILENAME"),
        ("ping HOST [OPTION ...]", "Ping HOST with ICMP (default) or TCP/UDP. See ping ?"),
        ("quit", "Quit program"),
        ("save [FILENAME]", "Save the configuration to the file FILENAME"),
        ("set ARG ...", "Set VPC name and other options. Try set ?"),
        ("show [ARG ...]", "Print the information of VPCs (default). See show ?"),
        ("sleep [seconds] [TEXT]", "Print TEXT and pause running script for seconds"),
        ("trace HOST [OPTION ...]", "Print the path packets take to network HOST"),
        ("version", "Shortcut for: show version"),
    }.Select(line => $"{line.Command,-24} {line.Text}\r\n")) + "\r\nTo get command syntax help, please enter '?' as an argument of the command.\r\n";
}
