using System.Text;
using Nms.Consoles;

namespace Nms.Protocols.Consoles.Tests.Dialects;

/// <summary>
/// Taken from a recording: VPCS. Written by us, in the forms that published answers of real equipment have: IOS, NX-OS, EOS, Junos,
/// RouterOS, VyOS. Written by us, compared with nothing: IPv6 neighbours of RouterOS, and the routes of Junos.
/// Linux and FRR are asked for real in <see cref="LinuxCommandTests"/> and <see cref="VtyshTests"/>.
/// </summary>
public sealed class DialectTests
{
    [Fact]
    public void VPCS_is_read()
    {
        var facts = ConsoleDialect.Vpcs.Read(
            ("show version", "\r\r\nWelcome to Virtual PC Simulator, version 0.8.3\r\r\nDedicated to Daling.\r\r\n"),
            ("show ip", "\r\nNAME        : PC1[1]\r\nIP/MASK     : 10.0.0.1/24\r\nGATEWAY     : 10.0.0.254\r\nDNS         : \r\nMAC         : 00:50:79:66:68:00\r\n" +
                "LPORT       : 20002\r\nRHOST:PORT  : 127.0.0.1:20003\r\nMTU         : 1500\r\n"),
            ("show ipv6", "\r\nNAME              : PC1[1]\r\nLINK-LOCAL SCOPE  : fe80::250:79ff:fe66:6800/64\r\nGLOBAL SCOPE      : \r\nMTU:              : 1500\r\n"),
            ("show arp", "\r\n00:50:79:66:68:01  10.0.0.2 expires in 25 seconds \r\n"));

        Assert.Equal(("PC1", "0.8.3"), (facts.HostName, facts.Version));
        Assert.Equal(["eth0 Up/Unknown 005079666800 1500 10.0.0.1/24 fe80::250:79ff:fe66:6800/64"], facts.Interfaces.Select(Transcripts.Show));
        Assert.Equal(["10.0.0.2 005079666801 -"], facts.Neighbours.Select(Transcripts.Show));
        Assert.Contains("0.0.0.0/0 10.0.0.254 eth0 -", facts.Routes.Select(Transcripts.Show));
    }

    [Fact]
    public void IOS_is_read()
    {
        var facts = ConsoleDialect.Ios.Read(
            ("show version", """
                Cisco IOS Software, 7200 Software (C7200-ADVENTERPRISEK9-M), Version 15.2(4)M7, RELEASE SOFTWARE (fc2)
                R1 uptime is 1 week, 2 days, 3 hours, 4 minutes
                Cisco 7206VXR (NPE400) processor (revision A) with 491520K/32768K bytes of memory.
                Processor board ID 4279256517, with hardware revision 0000
                """),
            ("show interfaces", """
                GigabitEthernet0/0 is up, line protocol is up
                  Hardware is i82543 (Livengood), address is ca01.0a2b.0008 (bia ca01.0a2b.0008)
                  Description: to the core
                  Internet address is 10.0.0.1/24
                  MTU 1500 bytes, BW 1000000 Kbit/sec, DLY 10 usec,
                GigabitEthernet0/1 is administratively down, line protocol is down
                  Hardware is i82543 (Livengood), address is ca01.0a2b.0006 (bia ca01.0a2b.0006)
                  MTU 1500 bytes, BW 1000000 Kbit/sec, DLY 10 usec,
                """),
            ("show ip interface brief", """
                Interface                  IP-Address      OK? Method Status                Protocol
                GigabitEthernet0/0         10.0.0.1        YES DHCP   up                    up
                GigabitEthernet0/1         unassigned      YES unset  administratively down down
                Loopback0                  1.1.1.1         YES manual up                    up
                """),
            ("show ipv6 interface brief", """
                GigabitEthernet0/0     [up/up]
                    FE80::C801:AFF:FE2B:8
                    2001:DB8::1
                """),
            ("show arp", """
                Protocol  Address          Age (min)  Hardware Addr   Type   Interface
                Internet  10.0.0.1                -   ca01.0a2b.0008  ARPA   GigabitEthernet0/0
                Internet  10.0.0.2              120   ca02.0a2b.0008  ARPA   GigabitEthernet0/0
                Internet  10.0.0.9                0   Incomplete      ARPA
                """),
            ("show ip route", """
                Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP
                Gateway of last resort is 10.0.0.254 to network 0.0.0.0

                S*    0.0.0.0/0 [1/0] via 10.0.0.254
                      10.0.0.0/8 is variably subnetted, 2 subnets, 2 masks
                C        10.0.0.0/24 is directly connected, GigabitEthernet0/0
                L        10.0.0.1/32 is directly connected, GigabitEthernet0/0
                      172.16.0.0/24 is subnetted, 1 subnets
                O        172.16.1.0 [110/2] via 10.0.0.3, 00:01:10, GigabitEthernet0/0
                                    [110/2] via 10.0.0.2, 00:01:10, GigabitEthernet0/0
                O IA  192.168.7.0/24 [110/3] via 10.0.0.2, 1d02h, GigabitEthernet0/0
                O     172.20.0.0/16 is a summary, 7w0d, Null0
                B     172.21.0.0/16 [200/0], 3w4d, Null0
                B     172.22.5.0/24 is directly connected, 01:04:17, Vlan5
                """));

        Assert.Equal(("R1", "Cisco", "7206VXR", "15.2(4)M7", "4279256517"), (facts.HostName, facts.Vendor, facts.Platform, facts.Version, facts.SerialNumber));
        Assert.Equal(new TimeSpan(9, 3, 4, 0), facts.Uptime);
        Assert.Equal(
            [
                "GigabitEthernet0/0 Up/Up CA010A2B0008 1500 10.0.0.1/24 fe80::c801:aff:fe2b:8/ 2001:db8::1/",
                "GigabitEthernet0/1 Down/Down CA010A2B0006 1500 ",
                "Loopback0 Up/Up - - 1.1.1.1/",
            ],
            facts.Interfaces.Select(Transcripts.Show));
        Assert.Equal("to the core", facts.Interfaces[0].Description);
        Assert.Equal([true, null, false], facts.Interfaces.Select(at => at.UsesDhcp));
        Assert.Equal(["10.0.0.1 CA010A2B0008 GigabitEthernet0/0", "10.0.0.2 CA020A2B0008 GigabitEthernet0/0", "10.0.0.9 - -"], facts.Neighbours.Select(Transcripts.Show));
        Assert.Equal(
            [
                "0.0.0.0/0 10.0.0.254 - static", "10.0.0.0/24 - GigabitEthernet0/0 connected", "10.0.0.1/32 - GigabitEthernet0/0 local",
                "172.16.1.0/24 10.0.0.3 GigabitEthernet0/0 ospf", "172.16.1.0/24 10.0.0.2 GigabitEthernet0/0 ospf", "192.168.7.0/24 10.0.0.2 GigabitEthernet0/0 ospf",
                "172.20.0.0/16 - Null0 ospf", "172.21.0.0/16 - Null0 bgp", "172.22.5.0/24 - Vlan5 bgp",
            ],
            facts.Routes.Select(Transcripts.Show));
    }

    [Fact]
    public void NX_OS_is_read()
    {
        var facts = ConsoleDialect.NxOs.Read(
            ("show version", """
                Cisco Nexus Operating System (NX-OS) Software
                Software
                  NXOS: version 9.3(9)
                Hardware
                  cisco Nexus9000 C9300v Chassis
                  Processor Board ID 9N3KD63KWT0
                  Device name: leaf1
                Kernel uptime is 0 day(s), 1 hour(s), 2 minute(s), 3 second(s)
                """),
            ("show interface", """
                mgmt0 is up
                admin state is up,
                  Hardware: Ethernet, address: 0c3e.1a00.0000 (bia 0c3e.1a00.0000)
                  Internet Address is 192.168.1.10/24
                  MTU 1500 bytes, BW 1000000 Kbit
                Ethernet1/2 is down (Administratively down)
                admin state is down, Dedicated Interface
                  Hardware: 100/1000/10000 Ethernet, address: 0c3e.1a00.0102 (bia 0c3e.1a00.0102)
                  MTU 9216 bytes, BW 1000000 Kbit
                Vlan20 is up, line protocol is up
                  Hardware is EtherSVI, address is  0c3e.1a00.0020
                fc1/3 is up
                    Port description is storage
                """),
            ("show ip arp vrf all", """
                Address         Age       MAC Address     Interface       Flags
                192.168.1.1     00:05:12  5254.0012.3456  mgmt0
                """),
            ("show ip route vrf all", """
                IP Route Table for VRF "default"
                0.0.0.0/0, ubest/mbest: 1/0
                    *via 10.0.0.254, [1/0], 00:10:00, static
                10.0.0.0/24, ubest/mbest: 1/0, attached
                    *via 10.0.0.1, Eth1/1, [0/0], 00:10:00, direct
                10.9.0.0/16, ubest/mbest: 1/0
                    *via 10.0.0.2, Eth1/1, [110/41], 00:09:00, ospf-1, intra
                10.8.0.0/13, ubest/mbest: 1/0
                    *via Null0, [220/10], 2y49w, ospf-1, discard
                10.7.0.0/16, ubest/mbest: 1/0
                    *via 169.254.0.1%DMZ, [20/0], 41w6d, bgp-64512, external, tag 64512
                """));

        Assert.Equal(("leaf1", "Cisco", "Nexus9000", "9.3(9)"), (facts.HostName, facts.Vendor, facts.Platform?.Split(' ')[0], facts.Version));
        Assert.Equal("9N3KD63KWT0", facts.SerialNumber);
        Assert.Equal(["mgmt0 Up/Up 0C3E1A000000 1500 192.168.1.10/24", "Ethernet1/2 Down/Down 0C3E1A000102 9216 ", "Vlan20 Up/Up 0C3E1A000020 - ", "fc1/3 Up/Up - - "], facts.Interfaces.Select(Transcripts.Show));
        Assert.Equal("storage", facts.Interfaces[3].Description);
        Assert.Equal(["192.168.1.1 525400123456 mgmt0"], facts.Neighbours.Select(Transcripts.Show));
        Assert.Equal(
            ["0.0.0.0/0 10.0.0.254 - static", "10.0.0.0/24 - Eth1/1 connected", "10.9.0.0/16 10.0.0.2 Eth1/1 ospf", "10.8.0.0/13 - Null0 ospf", "10.7.0.0/16 169.254.0.1 - bgp"], facts.Routes.Select(Transcripts.Show));
    }

    [Fact]
    public void EOS_is_read()
    {
        var facts = ConsoleDialect.Eos.Read(
            ("show version", """
                Arista vEOS-lab
                Hardware version:
                Serial number: 8A8F1B2C
                System MAC address: 5000.00d7.ee0b
                Software image version: 4.28.3M
                Uptime: 2 hours and 5 minutes
                """),
            ("show interfaces", """
                Ethernet1 is up, line protocol is up (connected)
                  Hardware is Ethernet, address is 5000.0072.8b31 (bia 5000.0072.8b31)
                  Description: spine
                  Internet address is 10.0.1.1/31
                  Broadcast address is 255.255.255.255
                  IP MTU 1500 bytes (default) , BW 1000000 kbit
                """),
            ("show ip arp", """
                Address         Age (sec)  Hardware Addr   Interface
                10.0.1.0          0:12:30  5000.00d5.5dc0  Ethernet1
                """),
            ("show ip route", """
                VRF: default
                Codes: C - connected, S - static, K - kernel,

                Gateway of last resort:
                 S        0.0.0.0/0 [1/0]
                           via 10.0.1.0, Ethernet1
                 C        10.0.1.0/31
                           directly connected, Ethernet1
                 B E      10.2.0.0/16 [200/0] via 10.0.1.0, Ethernet1
                """));

        Assert.Equal(("Arista", "vEOS-lab", "4.28.3M", "8A8F1B2C"), (facts.Vendor, facts.Platform, facts.Version, facts.SerialNumber));
        Assert.Equal(new TimeSpan(2, 5, 0), facts.Uptime);
        Assert.Equal(["Ethernet1 Up/Up 500000728B31 1500 10.0.1.1/31"], facts.Interfaces.Select(Transcripts.Show));
        Assert.Equal(["10.0.1.0 500000D55DC0 Ethernet1"], facts.Neighbours.Select(Transcripts.Show));
        Assert.Equal(
            ["0.0.0.0/0 10.0.1.0 Ethernet1 static", "10.0.1.0/31 - Ethernet1 connected", "10.2.0.0/16 10.0.1.0 Ethernet1 bgp"], facts.Routes.Select(Transcripts.Show));
    }

    [Fact]
    public void IPv6_addresses_of_NX_OS_and_EOS_are_read()
    {
        var nxos = ConsoleDialect.NxOs.Read(
            ("show interface", "Ethernet1/1 is up\nadmin state is up, Dedicated Interface\n  Internet Address is 10.0.0.1/24\n"),
            ("show ipv6 interface vrf all", """
                IPv6 Interface Status for VRF "default"(1)
                Ethernet1/1, Interface status: protocol-up/link-up/admin-up, iod: 36
                  IPv6 address: 
                    2001:db8:1::1/64 [VALID]
                    2001:db8:9::1/64 [DUPLICATE]
                  IPv6 subnet:  2001:db8:1::/64
                  IPv6 link-local address: fe80::5c00:ff:fe00:7 (default) [VALID]
                  IPv6 virtual addresses configured: none
                  IPv6 multicast groups locally joined:   
                      ff02::1  ff02::1:ff00:1   
                      ff02::2
                  IPv6 MTU: 1500 (using link MTU)

                IPv6 Interface Status for VRF "MGMT"(3)
                loopback7, Interface status: protocol-down/link-down/admin-down, iod: 9
                  IPv6 address: 
                    2001:db8:7::1/128 [TENTATIVE]
                """));
        var eos = ConsoleDialect.Eos.Read(
            ("show interfaces", "Ethernet1 is up, line protocol is up (connected)\n  Internet address is 10.0.1.1/31\n"),
            ("show ipv6 interface", """
                Ethernet1 is up, line protocol is up (connected)
                  IPv6 is enabled, link-local is fe80::5200:ff:fe72:8b31/64
                  No Virtual link-local address(es)
                  Global unicast address(es):
                    2001:db8:5::1, subnet is 2001:db8:5::/64
                  Joined group address(es):
                    ff02::1
                    ff02::1:ff72:8b31
                  ND DAD is enabled, number of DAD attempts: 1
                Vlan10 is administratively down, line protocol is down (notpresent)
                  IPv6 is disabled
                """));

        Assert.Equal(
            ["Ethernet1/1 Up/Up - - 10.0.0.1/24 2001:db8:1::1/64 fe80::5c00:ff:fe00:7/", "loopback7 Down/Down - - 2001:db8:7::1/128"],
            nxos.Interfaces.Select(Transcripts.Show));
        Assert.Equal(
            ["Ethernet1 Up/Up - - 10.0.1.1/31 fe80::5200:ff:fe72:8b31/64 2001:db8:5::1/64", "Vlan10 Down/Down - - "],
            eos.Interfaces.Select(Transcripts.Show));
    }

    [Fact]
    public void Junos_is_read()
    {
        var facts = ConsoleDialect.Junos.Read(
            ("show version | no-more", "Hostname: vmx1\nModel: vmx\nJunos: 18.2R1.9\n"),
            ("show system uptime | no-more", "Current time: 2026-01-02 10:00:00 UTC\nSystem booted: 2026-01-01 07:00:00 UTC (1d 03:00 ago)\n"),
            ("show interfaces terse | no-more", """
                Interface               Admin Link Proto    Local                 Remote
                ge-0/0/0                up    up
                ge-0/0/0.0              up    up   inet     10.0.0.1/24
                                                   inet6    fe80::5:86ff:fe71:100/64
                ge-0/0/1                up    down
                lo0.0                   up    up   inet     127.0.0.1           --> 0/0
                """),
            ("show interfaces | no-more", """
                Physical interface: ge-0/0/0, Enabled, Physical link is Up
                  Interface index: 137, SNMP ifIndex: 513
                  Description: core
                  Link-level type: Ethernet, MTU: 1514, MRU: 1522, LAN-PHY mode, Speed: 1000mbps
                  Current address: 00:05:86:71:01:00, Hardware address: 00:05:86:71:01:00
                  Logical interface ge-0/0/0.0 (Index 330) (SNMP ifIndex 525)
                    Protocol inet, MTU: 1500
                """),
            ("show arp no-resolve | no-more", "MAC Address       Address         Interface         Flags\n00:05:86:71:02:00 10.0.0.2        ge-0/0/0.0               none\nTotal entries: 1\n"),
            ("show route | no-more", """
                inet.0: 2 destinations, 2 routes (2 active, 0 holddown, 0 hidden)
                + = Active Route, - = Last Active, * = Both

                0.0.0.0/0          *[Static/5] 00:10:00
                                    >  to 10.0.0.254 via ge-0/0/0.0
                10.0.0.0/24        *[Direct/0] 00:10:00
                                    >  via ge-0/0/0.0
                10.0.0.1/32        *[Local/0] 00:10:00
                                       Local via ge-0/0/0.0
                """));

        Assert.Equal(("vmx1", "vmx", "18.2R1.9", new TimeSpan(27, 0, 0)), (facts.HostName, facts.Platform, facts.Version, facts.Uptime));
        Assert.Equal(
            [
                "ge-0/0/0 Up/Up 000586710100 1514 ", "ge-0/0/0.0 Up/Up - 1500 10.0.0.1/24 fe80::5:86ff:fe71:100/64", "ge-0/0/1 Up/Down - - ",
                "lo0.0 Up/Up - - 127.0.0.1/32",
            ],
            facts.Interfaces.Select(Transcripts.Show));
        Assert.Equal(["10.0.0.2 000586710200 ge-0/0/0.0"], facts.Neighbours.Select(Transcripts.Show));
        Assert.Equal(
            ["0.0.0.0/0 10.0.0.254 ge-0/0/0.0 static", "10.0.0.0/24 - ge-0/0/0.0 connected", "10.0.0.1/32 - ge-0/0/0.0 local"], facts.Routes.Select(Transcripts.Show));
    }

    [Fact]
    public void RouterOS_is_read()
    {
        var facts = ConsoleDialect.RouterOs.Read(
            ("/system resource print without-paging", "                   uptime: 1w2d3h4m5s\n                  version: 7.11.2 (stable)\n               board-name: CHR\n"),
            ("/system identity print without-paging", "  name: core\n"),
            ("/interface print detail without-paging", """
                Flags: D - dynamic; X - disabled; R - running; S - slave
                 0  R  ;;; to the core
                       name="ether1" default-name="ether1" type="ether" mtu=1500
                       actual-mtu=1500 mac-address=0C:5A:11:00:00:00 last-link-up-time=2026-01-01 10:00:00
                 1  X  name="ether two" default-name="ether2" type="ether" mtu=1500 mac-address=0C:5A:11:00:00:01
                """),
            ("/ip address print detail without-paging", """
                Flags: X - disabled, I - invalid; D - dynamic
                 0   address=10.0.0.1/24 network=10.0.0.0 interface=ether1 actual-interface=ether1
                 1 D address=192.168.1.5/24 network=192.168.1.0 interface="ether two" actual-interface="ether two"
                """),
            ("/ip arp print detail without-paging", " 0 DC address=10.0.0.2 mac-address=0C:5A:11:00:02:00 interface=ether1 published=no\n"),
            ("/ip route print detail without-paging", """
                 0  As  dst-address=0.0.0.0/0 routing-table=main gateway=10.0.0.254 immediate-gw=10.0.0.254%ether1 distance=1
                   DAc  dst-address=10.0.0.0/24 routing-table=main gateway=ether1 immediate-gw=ether1 distance=0
                """));

        Assert.Equal(("core", "CHR", "7.11.2 (stable)", new TimeSpan(9, 3, 4, 5)), (facts.HostName, facts.Platform, facts.Version, facts.Uptime));
        Assert.Equal(["ether1 Up/Up 0C5A11000000 1500 10.0.0.1/24", "ether two Down/Down 0C5A11000001 1500 192.168.1.5/24"], facts.Interfaces.Select(Transcripts.Show));
        Assert.Equal([false, true], facts.Interfaces.Select(at => at.UsesDhcp));
        Assert.Equal("to the core", facts.Interfaces[0].Description);
        Assert.Equal(["10.0.0.2 0C5A11000200 ether1"], facts.Neighbours.Select(Transcripts.Show));
        Assert.Equal(["0.0.0.0/0 10.0.0.254 ether1 static", "10.0.0.0/24 - ether1 connected"], facts.Routes.Select(Transcripts.Show));
    }

    [Fact]
    public void VyOS_is_read()
    {
        var facts = ConsoleDialect.Vyos.Read(
            ("show version", "Version:          VyOS 1.3.3\nHardware vendor:  QEMU\nHardware model:   Standard PC (i440FX + PIIX, 1996)\nHardware S/N:     X1\n"),
            ("show configuration commands", "set system host-name 'vyos'\n"));

        Assert.Equal(("VyOS", "1.3.3", "X1"), (facts.Vendor, facts.Version, facts.SerialNumber));
        Assert.Equal("set system host-name 'vyos'\n", facts.RunningConfiguration);
    }

    [Fact]
    public void VyOS_of_a_virtual_machine_without_a_serial_number_is_read()
    {
        var facts = ConsoleDialect.Vyos.Read(
            ("show version", """
                Version:          VyOS 1.4.0
                Release train:    sagitta

                Built by:         somebody@example.org
                Built on:         Mon 03 Jun 2024 10:20 UTC
                Build UUID:       00000000-0000-0000-0000-000000000001
                Build commit ID:  0000000000000a

                Architecture:     x86_64
                Boot via:         installed image
                System type:      KVM guest

                Hardware vendor:
                Hardware model:   BHYVE
                Hardware S/N:     Unknown
                Hardware UUID:    Unknown

                Copyright:        VyOS maintainers and contributors
                """));

        Assert.Equal(("1.4.0", "BHYVE", null), (facts.Version, facts.Platform, facts.SerialNumber));
    }

    [Fact]
    public void The_legend_of_an_IPv6_table_is_no_route_and_codes_of_two_letters_are_known()
    {
        var facts = ConsoleDialect.Ios.Read(
            ("show ipv6 route", """
                IPv6 Routing Table - default - 5 entries
                Codes: C - Connected, L - Local, S - Static, U - Per-user Static route
                       B - BGP, R - RIP, H - NHRP, I1 - ISIS L1
                       I2 - ISIS L2, IA - ISIS interarea, IS - ISIS summary, D - EIGRP
                       EX - EIGRP external, ND - ND Default, NDp - ND Prefix, DCE - Destination
                       NDr - Redirect, O - OSPF Intra, OI - OSPF Inter, OE1 - OSPF ext 1
                       OE2 - OSPF ext 2, ON1 - OSPF NSSA ext 1, ON2 - OSPF NSSA ext 2, l - LISP
                EX  2001:DB8:1001:1::/64 [170/3072]
                     via FE80::C802:9AFF:FEEB:6, GigabitEthernet0/1
                OI  2001:DB8:1001:2::/64 [110/3]
                     via FE80::C802:9AFF:FEEB:6, GigabitEthernet0/1
                     via FE80::C802:9AFF:FEEB:7, GigabitEthernet0/2
                I1  2001:DB8:1001:3::/64 [115/20]
                     via FE80::1, Serial0/0
                L   FF00::/8 [0/0]
                     via Null0, receive
                """));

        Assert.Equal(
            [
                "2001:db8:1001:1::/64 fe80::c802:9aff:feeb:6 GigabitEthernet0/1 eigrp", "2001:db8:1001:2::/64 fe80::c802:9aff:feeb:6 GigabitEthernet0/1 ospf",
                "2001:db8:1001:2::/64 fe80::c802:9aff:feeb:7 GigabitEthernet0/2 ospf", "2001:db8:1001:3::/64 fe80::1 Serial0/0 isis", "ff00::/8 - Null0 local",
            ],
            facts.Routes.Select(Transcripts.Show));
    }

    [Fact]
    public void An_address_on_a_line_of_its_own_belongs_to_the_neighbour_of_the_next()
    {
        var facts = ConsoleDialect.NxOs.Read(
            ("show ipv6 neighbor vrf all", """
                Flags: # - Adjacencies Throttled for Glean
                       G - Adjacencies of vPC peer with G/W bit

                IPv6 Adjacency Table for all VRFs
                Total number of entries: 4
                Address         Age       MAC Address     Pref Source     Interface
                2001:db8:20:500::
                                00:00:41  0000.0000.0000  255  icmpv6     Vlan64           #
                2001:db8:20:500:5054:ff:fe12:3456
                                   16w3d  5254.0012.3456  50   icmpv6     Vlan64
                fe80::11:d1        10w4d  5254.0012.3457  50   icmpv6     port-channel1.30
                """));

        Assert.Equal(
            ["2001:db8:20:500:: - Vlan64", "2001:db8:20:500:5054:ff:fe12:3456 525400123456 Vlan64", "fe80::11:d1 525400123457 port-channel1.30"],
            facts.Neighbours.Select(Transcripts.Show));
    }

    [Fact]
    public void A_neighbour_of_IPv6_that_did_not_answer_is_told_without_its_MAC_address()
    {
        var facts = ConsoleDialect.Ios.Read(
            ("show ipv6 neighbors", """
                IPv6 Address                              Age Link-layer Addr State Interface
                2001:DB8:1::10                              - ca02.0a2b.0008  REACH Gi0/0/0
                FE80::C802:AFF:FE2B:8                       3 ca02.0a2b.0008  STALE Gi0/0/0
                2001:DB8:1::11                              0 -               INCMP Gi0/0/0
                """));

        Assert.Equal(
            ["2001:db8:1::10 CA020A2B0008 Gi0/0/0", "fe80::c802:aff:fe2b:8 CA020A2B0008 Gi0/0/0", "2001:db8:1::11 - Gi0/0/0"],
            facts.Neighbours.Select(Transcripts.Show));
    }

    [Fact]
    public void Neighbours_of_IPv6_of_EOS_and_Junos_are_read()
    {
        var eos = ConsoleDialect.Eos.Read(
            ("show ipv6 neighbors", """
                IPv6 Address                                  Age Hardware Addr   Interface
                fe80::5054:ff:fe12:3456                   2:32:08 5254.0012.3456  Et1
                2001:db8:12::2                            0:00:24 5254.0012.3457  Et2.10
                """));
        var junos = ConsoleDialect.Junos.Read(
            ("show ipv6 neighbors | no-more", """
                IPv6 Address                            Linklayer Address  State       Exp   Rtr  Secure  Interface
                fe80::5054:ff:fe12:3456                  52:54:00:12:34:56  stale       1054  yes  no      xe-0/0/0.0
                """));

        Assert.Equal(["fe80::5054:ff:fe12:3456 525400123456 Et1", "2001:db8:12::2 525400123457 Et2.10"], eos.Neighbours.Select(Transcripts.Show));
        Assert.Equal(["fe80::5054:ff:fe12:3456 525400123456 xe-0/0/0.0"], junos.Neighbours.Select(Transcripts.Show));
    }

    [Fact]
    public void Routes_of_IPv6_of_EOS_are_read()
    {
        var facts = ConsoleDialect.Eos.Read(
            ("show ipv6 route", """

                VRF: default
                Displaying 5 of 8 IPv6 routing table entries
                Codes: C - connected, S - static, K - kernel, O3 - OSPFv3,
                       B - Other BGP Routes, A B - BGP Aggregate, R - RIP,
                       I L1 - IS-IS level 1, I L2 - IS-IS level 2, DH - DHCP,
                       RC - Route Cache Route

                 S        ::/0 [1/0]
                           via 2001:db8:12::2, Ethernet1
                 C        2001:db8:12::/64 [0/0]
                           via Ethernet1, directly connected
                 O3       2001:db8:2::/64 [110/20]
                           via fe80::5054:ff:fe12:3456, Ethernet1
                 I L2     2001:db8:3::/64 [115/21]
                           via fe80::5054:ff:fe12:3456, Ethernet1
                           via fe80::5054:ff:fe12:3457, Ethernet2.10
                 B E      2001:db8:4::1/128 [200/0]
                           via fe80::5054:ff:fe12:3457, Ethernet2.10

                """));

        Assert.Equal(
            [
                "::/0 2001:db8:12::2 Ethernet1 static", "2001:db8:12::/64 - Ethernet1 connected",
                "2001:db8:2::/64 fe80::5054:ff:fe12:3456 Ethernet1 ospf", "2001:db8:3::/64 fe80::5054:ff:fe12:3456 Ethernet1 isis",
                "2001:db8:3::/64 fe80::5054:ff:fe12:3457 Ethernet2.10 isis", "2001:db8:4::1/128 fe80::5054:ff:fe12:3457 Ethernet2.10 bgp",
            ],
            facts.Routes.Select(Transcripts.Show));
    }

    [Fact]
    public void Routes_and_neighbours_of_IPv6_are_read()
    {
        var ios = ConsoleDialect.Ios.Read(
            ("show ipv6 neighbors", """
                IPv6 Address                              Age Link-layer Addr State Interface
                FE80::C802:AFF:FE2B:8                       0 ca02.0a2b.0008  REACH Gi0/0
                """),
            ("show ipv6 route", """
                IPv6 Routing Table - default - 4 entries
                Codes: C - Connected, L - Local, S - Static, U - Per-user Static route
                S   ::/0 [1/0]
                     via 2001:DB8::FF
                C   2001:DB8::/64 [0/0]
                     via GigabitEthernet0/0, directly connected
                L   2001:DB8::1/128 [0/0]
                     via GigabitEthernet0/0, receive
                O   2001:DB8:2::/64 [110/2]
                     via FE80::C802:AFF:FE2B:8, GigabitEthernet0/0
                """));
        var nxos = ConsoleDialect.NxOs.Read(
            ("show ipv6 neighbor vrf all", """
                Address         Age       MAC Address     Pref Source     Interface
                2001:db8::2     00:01:12  5254.0012.3456  50   icmpv6     Ethernet1/1
                """),
            ("show ipv6 route vrf all", """
                IPv6 Routing Table for VRF "default"
                '*' denotes best ucast next-hop
                '%<string>' in via output denotes VRF <string>

                2001:db8::/64, ubest/mbest: 1/0, attached
                    *via 2001:db8::1, Eth1/1, [0/0], 00:10:00, direct,
                2001:db8:9::/48, ubest/mbest: 1/0
                    *via fe80::2, Eth1/1, [110/41], 00:09:00, ospfv3-1, intra
                """));
        var frr = ConsoleDialect.Vtysh.Read(
            ("show ipv6 route", """
                Codes: K - kernel route, C - connected, S - static, R - RIPng,
                S>* ::/0 [1/0] via fe80::1, eth0, weight 1, 00:00:10
                C>* 2001:db8:1::/64 is directly connected, eth0, 00:00:10
                """));
        var linux = ConsoleDialect.Linux.Read(("ip -6 route show", "default dev ppp0 metric 1024 pref medium\n2001:db8::/64 dev eth0 proto kernel metric 256 pref medium\n"));

        Assert.Equal(["fe80::c802:aff:fe2b:8 CA020A2B0008 Gi0/0"], ios.Neighbours.Select(Transcripts.Show));
        Assert.Equal(
            [
                "::/0 2001:db8::ff - static", "2001:db8::/64 - GigabitEthernet0/0 connected", "2001:db8::1/128 - GigabitEthernet0/0 local",
                "2001:db8:2::/64 fe80::c802:aff:fe2b:8 GigabitEthernet0/0 ospf",
            ],
            ios.Routes.Select(Transcripts.Show));
        Assert.Equal(["2001:db8::2 525400123456 Ethernet1/1"], nxos.Neighbours.Select(Transcripts.Show));
        Assert.Equal(["2001:db8::/64 - Eth1/1 connected", "2001:db8:9::/48 fe80::2 Eth1/1 ospf"], nxos.Routes.Select(Transcripts.Show));
        Assert.Equal(["::/0 fe80::1 eth0 static", "2001:db8:1::/64 - eth0 connected"], frr.Routes.Select(Transcripts.Show));
        Assert.Equal(["::/0 - ppp0 -", "2001:db8::/64 - eth0 connected"], linux.Routes.Select(Transcripts.Show));
    }

    [Fact]
    public void No_text_makes_a_parser_throw()
    {
        string[] words =
        [
            "Ethernet1 is up, line protocol is up", "10.0.0.1", "10.0.0.0/99", "999.1.1.1", "0.0.0.0/0", "via", "dev", "on", "inet", "inet6", "addr:", "Mask:255.0.255.0", "netmask",
            "::/200", "fe80::1/64", "aa:bb:cc:dd:ee:ff", "aabb.ccdd.eeff", "mtu", "MTU:99999999999", "uptime is 99999999999 years", "99999999 years 88:77:66", "IP/MASK :", "=", "\"", "\\",
            " 0  R  name=\"", ";;;", "[1/0]", "is subnetted", "/24", ",", "<UP,", "2: eth0: <", "flags=", "Link encap:", "proto", "\t", "  ", "\r", "\0", "\uffff", "%", "[Static/5]", "to", ">",
        ];
        var random = new Random(7);
        for (var i = 0; i < 3_000; i++)
        {
            var text = new StringBuilder();
            for (var j = random.Next(1, 40); j > 0; j--)
                text.Append(random.Next(4) == 0 ? (char)random.Next(0x250) : words[random.Next(words.Length)]).Append(random.Next(5) == 0 ? '\n' : ' ');

            foreach (var dialect in ConsoleDialect.All)
                dialect.Read(dialect.Commands.Select(command => new ConsoleAnswer(command, text.ToString(), IsRefused: false)));
        }
    }

    [Fact]
    public void No_command_changes_anything()
        => Assert.All(ConsoleDialect.All.SelectMany(dialect => dialect.Commands), command =>
            Assert.Matches(@"^(show |cat /(etc/os-release|proc/uptime|proc/net/arp|proc/loadavg /proc/meminfo /proc/net/dev)$|uname -a$|ip (addr|neigh|route|-6 route) show$|ifconfig -a$|route -n$|/export$|/[a-z0-9 -]+ print )", command.Text));
}
