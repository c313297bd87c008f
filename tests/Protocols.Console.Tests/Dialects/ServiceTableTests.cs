using Nms.Consoles;

namespace Nms.Protocols.Consoles.Tests.Dialects;

/// <summary>Leases, VLANs, load and counters, in the forms that published answers of real equipment have.</summary>
public sealed class ServiceTableTests
{
    [Fact]
    public void Leases_of_IOS_are_read_whatever_tells_the_client_apart()
    {
        var facts = ConsoleDialect.Ios.Read(("show ip dhcp binding", """
            Bindings from all pools not associated with VRF:
            IP address          Client-ID/              Lease expiration        Type
                                Hardware address/
                                User name
            10.10.0.100         0100.5079.6668.02       Nov 24 2026 01:26 PM    Automatic
            10.10.0.101         0063.6973.636f.2d63.    Mar 02 2027 12:41 AM    Automatic
                                6130.312e.3036.3965.
                                2e30.3030.382d.4661.
                                302f.30
            10.10.0.102         aabb.cc00.0300          Infinite                Manual
            10.10.0.103         0200.0102.0304.0506.07  Infinite                Automatic  Active     GigabitEthernet1
            """));

        Assert.Equal(
            ["10.10.0.100 005079666802", "10.10.0.101 CA01069E0008", "10.10.0.102 AABBCC000300", "10.10.0.103 -"],
            facts.Leases.Select(lease => $"{lease.Address} {lease.PhysicalAddress?.ToString() ?? "-"}"));
        Assert.Contains(ConsoleTopic.Leases, facts.Told);
    }

    [Fact]
    public void Leases_of_VyOS_are_read_while_they_run()
    {
        var facts = ConsoleDialect.Vyos.Read(("show dhcp server leases", """
            IP Address      MAC address        State    Lease start          Lease expiration     Remaining    Pool    Hostname    Origin
            --------------  -----------------  -------  -------------------  -------------------  -----------  ------  ----------  --------
            192.168.10.10   00:50:79:66:68:00  active   2026/11/23 12:10:05  2026/11/24 12:10:05  23:49:02     LAN     pc1         local
            192.168.10.11   00:50:79:66:68:01  expired  2026/11/20 12:10:05  2026/11/21 12:10:05               LAN     pc2         local
            """));

        var lease = Assert.Single(facts.Leases);
        Assert.Equal(("192.168.10.10", "005079666800", "pc1", new TimeSpan(23, 49, 2)), (lease.Address.ToString(), lease.PhysicalAddress!.ToString(), lease.HostName, lease.ExpiresIn!.Value));
    }

    [Fact]
    public void Leases_of_RouterOS_are_read_where_they_are_bound()
    {
        var facts = ConsoleDialect.RouterOs.Read(("/ip dhcp-server lease print detail without-paging", """
            Flags: X - disabled, R - radius, D - dynamic, B - blocked
             0 D address=192.168.88.254 mac-address=00:50:79:66:68:00 client-id="1:0:50:79:66:68:0" address-lists="" server=dhcp1 dhcp-option=""
                 status=bound expires-after=9m10s last-seen=50s active-address=192.168.88.254 active-mac-address=00:50:79:66:68:00
                 active-client-id="1:0:50:79:66:68:0" active-server=dhcp1 host-name="PC1"
             1   address=192.168.88.20 mac-address=00:50:79:66:68:09 address-lists="" server=dhcp1 dhcp-option="" status=waiting last-seen=never
            """));

        var lease = Assert.Single(facts.Leases);
        Assert.Equal(("192.168.88.254", "005079666800", "PC1", TimeSpan.FromSeconds(550)), (lease.Address.ToString(), lease.PhysicalAddress!.ToString(), lease.HostName, lease.ExpiresIn!.Value));
    }

    [Fact]
    public void Leases_of_Junos_are_read()
    {
        var facts = ConsoleDialect.Junos.Read(("show dhcp server binding | no-more", """
            IP address        Session Id  Hardware address   Expires     State      Interface
            203.0.113.11      8463        00:10:94:00:00:05  86136       BOUND      irb.100
            """));

        Assert.Equal(["203.0.113.11 001094000005"], facts.Leases.Select(lease => $"{lease.Address} {lease.PhysicalAddress}"));
    }

    [Fact]
    public void VLANs_are_read_with_ports_of_several_lines()
    {
        var facts = ConsoleDialect.Ios.Read(("show vlan brief", """

            VLAN Name                             Status    Ports
            ---- -------------------------------- --------- -------------------------------
            1    default                          active    Et0/0, Et0/1, Et0/2, Et0/3
                                                            Et1/0
            10   STAFF of the house               active    Et1/1
            20   VOICE                            suspended
            1002 fddi-default                     act/unsup
            """));

        Assert.Equal(
            ["1 default Et0/0 Et0/1 Et0/2 Et0/3 Et1/0", "10 STAFF of the house Et1/1", "20 VOICE "],
            facts.Vlans.Select(vlan => $"{vlan.Id} {vlan.Name} {string.Join(' ', vlan.Ports)}"));
    }

    [Fact]
    public void The_load_of_IOS_and_the_counters_of_its_interfaces_are_read()
    {
        var facts = ConsoleDialect.Ios.Read(
            ("show interfaces", """
                FastEthernet0/0 is up, line protocol is up
                  Hardware is DEC21140, address is ca01.0a2b.0008 (bia ca01.0a2b.0008)
                  MTU 1500 bytes, BW 100000 Kbit/sec, DLY 100 usec,
                  Input queue: 0/75/0/0 (size/max/drops/flushes); Total output drops: 7
                  5 minute input rate 1000 bits/sec, 2 packets/sec
                     1450 packets input, 217015 bytes, 0 no buffer
                     Received 12 broadcasts (0 IP multicasts)
                     3 input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored
                     1200 packets output, 108507 bytes, 0 underruns
                     4 output errors, 0 collisions, 1 interface resets
                """),
            ("show processes cpu | include CPU", "CPU utilization for five seconds: 7%/0%; one minute: 5%; five minutes: 4%\n"),
            ("show processes memory | include Total", "Processor Pool Total:  400000000 Used:  100000000 Free:  300000000\n      I/O Pool Total:   67108864 Used:    1500000 Free:   65608864\n"));

        var own = Assert.Single(facts.Interfaces);
        Assert.Equal(100_000_000, own.SpeedBitsPerSecond);
        Assert.Equal(new ConsoleCounters { InOctets = 217015, OutOctets = 108507, InErrors = 3, OutErrors = 4, OutDiscards = 7 }, own.Counters);
        Assert.Equal(new ConsoleLoad { CpuPercent = 7, MemoryTotalBytes = 400_000_000, MemoryUsedBytes = 100_000_000 }, facts.Load);
    }

    [Fact]
    public void The_load_of_Linux_and_the_counters_of_its_devices_are_read()
    {
        var facts = ConsoleDialect.Linux.Read(
            ("ip addr show", "2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq state UP\n    inet 10.0.0.5/24 scope global eth0\n"),
            ("cat /proc/loadavg /proc/meminfo /proc/net/dev", """
                0.20 0.18 0.12 1/80 11206
                MemTotal:        2048000 kB
                MemFree:          100000 kB
                MemAvailable:    1024000 kB
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                    lo:    1000      10    0    0    0     0          0         0     1000      10    0    0    0     0       0          0
                  eth0: 5000000    4000    1    2    0     0          0         0  7000000    6000    3    4    0     0       0          0
                """));

        Assert.Equal(new ConsoleLoad { MemoryTotalBytes = 2_097_152_000, MemoryUsedBytes = 1_048_576_000, Load1 = 0.2, Load5 = 0.18, Load15 = 0.12, Processes = 80 }, facts.Load);
        Assert.Equal(new ConsoleCounters { InOctets = 5_000_000, InErrors = 1, InDiscards = 2, OutOctets = 7_000_000, OutErrors = 3, OutDiscards = 4 }, facts.Interfaces[0].Counters);
    }

    [Fact]
    public void That_equipment_does_not_know_an_optional_command_is_no_refusal()
    {
        var command = ConsoleDialect.Ios.Commands.Single(one => one.Text == "show ip dhcp binding");

        var facts = ConsoleDialect.Ios.Read([new ConsoleAnswer(command, "% Invalid input detected at '^' marker.", IsRefused: true)]);

        Assert.Empty(facts.Refused);
        Assert.DoesNotContain(ConsoleTopic.Leases, facts.Told);
    }
}
