using Nms.Discovery.Configurations;

namespace Nms.Grains.Tests.Discovery.Configurations;

public sealed class DialectConfigurationTests
{
    internal const string JunosBraces = """
        ## Last commit: 2026-11-20 10:00:00 UTC by root
        version 21.4R1.12;
        system {
            host-name core1;
            services {
                ssh {
                    root-login deny;
                }
                web-management { https { system-generated-certificate; } }
            }
            name-server { 9.9.9.9; }
        }
        interfaces {
            ge-0/0/0 {
                description "to edge { one }";
                mtu 9192;
                unit 0 {
                    family inet {
                        address 10.0.0.1/30;
                    }
                    family inet6 { address 2001:db8::1/64; }
                }
            }
            inactive: ge-0/0/1 {
                unit 0 { family inet { address 10.9.9.9/24; } }
            }
            ge-0/0/2 { disable; unit 0 { family inet { dhcp; } } }
        }
        /* comment { */
        snmp { community hidden { authorization read-only; } }
        routing-options {
            static { route 0.0.0.0/0 next-hop 10.0.0.2; }
        }
        protocols {
            ospf { area 0.0.0.0 { interface ge-0/0/0.0 { metric 5; } } }
            bgp { group ext { type external; neighbor 192.0.2.1; } }
        }
        vlans { staff { vlan-id 10; } }
        """;

    internal const string JunosSet = """
        set version 21.4R1.12
        set system host-name core1
        set system services ssh root-login deny
        set interfaces ge-0/0/0 description "to edge { one }"
        set interfaces ge-0/0/0 mtu 9192
        set interfaces ge-0/0/0 unit 0 family inet address 10.0.0.1/30
        set interfaces ge-0/0/0 unit 0 family inet6 address 2001:db8::1/64
        set interfaces ge-0/0/1 unit 0 family inet address 10.9.9.9/24
        deactivate interfaces ge-0/0/1
        set interfaces ge-0/0/2 disable
        set interfaces ge-0/0/2 unit 0 family inet dhcp
        set snmp community hidden authorization read-only
        set routing-options static route 0.0.0.0/0 next-hop 10.0.0.2
        set protocols ospf area 0.0.0.0 interface ge-0/0/0.0 metric 5
        set protocols bgp group ext neighbor 192.0.2.1
        set vlans staff vlan-id 10
        """;

    internal const string VyosBoot = """
        interfaces {
            ethernet eth0 {
                address 10.1.0.1/24
                address 2001:db8:1::1/64
                description "uplink"
                hw-id 0C:12:34:56:78:9A
                vif 30 {
                    address 10.30.0.1/24
                }
            }
            ethernet eth1 {
                address dhcp
                disable
            }
            loopback lo {
            }
        }
        protocols {
            static {
                route 0.0.0.0/0 {
                    next-hop 10.1.0.254 {
                    }
                }
            }
            ospf {
                area 0 {
                    network 10.1.0.0/24
                }
                parameters {
                    router-id 1.1.1.1
                }
            }
        }
        service {
            dhcp-server {
                shared-network-name LAN {
                    subnet 10.1.0.0/24 {
                        default-router 10.1.0.1
                        name-server 10.1.0.53
                        static-mapping printer {
                            ip-address 10.1.0.9
                        }
                    }
                }
            }
            ssh {
                port 22
            }
        }
        system {
            host-name vyos1
            name-server 9.9.9.9
        }
        // vyos-config-version: "bgp@4:broadcast-relay@1"
        // Release version: 1.4.0
        """;

    internal const string VyosSet = """
        set interfaces ethernet eth0 address '10.1.0.1/24'
        set interfaces ethernet eth0 address '2001:db8:1::1/64'
        set interfaces ethernet eth0 description 'uplink'
        set interfaces ethernet eth0 hw-id '0c:12:34:56:78:9a'
        set interfaces ethernet eth0 vif 30 address '10.30.0.1/24'
        set interfaces ethernet eth1 address 'dhcp'
        set interfaces ethernet eth1 disable
        set interfaces loopback lo
        set protocols ospf area 0 network '10.1.0.0/24'
        set protocols ospf parameters router-id '1.1.1.1'
        set protocols static route 0.0.0.0/0 next-hop 10.1.0.254
        set service dhcp-server shared-network-name LAN subnet 10.1.0.0/24 default-router '10.1.0.1'
        set service dhcp-server shared-network-name LAN subnet 10.1.0.0/24 name-server '10.1.0.53'
        set service dhcp-server shared-network-name LAN subnet 10.1.0.0/24 static-mapping printer ip-address '10.1.0.9'
        set service ssh port '22'
        set system host-name 'vyos1'
        set system name-server '9.9.9.9'
        """;

    internal const string RouterOs = """
        # 2026-11-20 10:00:00 by RouterOS 7.11.2
        # software id = AAAA-BBBB
        /interface ethernet
        set [ find default-name=ether1 ] comment="to the core" name=wan
        set [ find default-name=ether2 ] disabled=yes
        /interface vlan
        add interface=wan name=vlan20 vlan-id=20
        /ip address
        add address=10.2.0.1/24 comment="a \"quoted\" word" interface=wan \
            network=10.2.0.0
        add address=10.2.9.1/24 disabled=yes interface=ether2
        /ip dhcp-client
        add interface=ether3
        /ip dns
        set servers=9.9.9.9,1.1.1.1
        /ip route
        add disabled=no distance=1 dst-address=0.0.0.0/0 gateway=10.2.0.254
        /ip service
        set telnet disabled=yes
        /ipv6 address add address=2001:db8:2::1/64 interface=wan
        /snmp community
        set [ find default=yes ] name=hidden
        /system identity
        set name=mt1
        """;

    internal const string Netplan = """
        network:
          version: 2
          ethernets:
            eth0:
              addresses: [10.3.0.5/24, "2001:db8:3::5/64"]
              routes:
                - to: default
                  via: 10.3.0.1
                - to: 10.77.0.0/16
                  via: 10.3.0.2
              nameservers:
                addresses: [9.9.9.9]
            eth1:
              dhcp4: true
          vlans:
            eth0.40:
              id: 40
              link: eth0
              addresses:
                - 10.40.0.5/24:
                    lifetime: 0
        """;

    internal const string CloudInit = """
        version: 1
        config:
          - type: physical
            name: eth0
            mac_address: "52:54:00:12:34:00"
            subnets:
              - type: static
                address: 10.4.0.5
                netmask: 255.255.255.0
                gateway: 10.4.0.1
          - type: physical
            name: eth1
            subnets:
              - type: dhcp4
          - type: nameserver
            address: [9.9.9.9]
        """;

    internal const string Networkd = """
        [Match]
        Name=eth0
        [Network]
        Address=10.5.0.5/24
        Gateway=10.5.0.1
        DNS=9.9.9.9
        [Route]
        Destination=10.88.0.0/16
        Gateway=10.5.0.2
        """;

    internal const string Frr = """
        frr version 10.3
        frr defaults traditional
        hostname frr1
        ip name-server 9.9.9.9
        !
        interface eth0
         description core
         ip address 10.6.0.1/24
         ipv6 address 2001:db8:6::1/64
        exit
        !
        ip route 0.0.0.0/0 10.6.0.254
        router bgp 65001
         bgp router-id 1.1.1.1
         neighbor 10.6.0.2 remote-as 65002
         address-family ipv4 unicast
          network 10.60.0.0/16
         exit-address-family
        exit
        router ospf
         ospf router-id 1.1.1.1
         network 10.6.0.0/24 area 0
        """;

    internal const string Ios = """
        hostname R1
        ip name-server 9.9.9.9 8.8.8.8
        no ip http server
        ip dhcp pool LAN
         network 10.7.0.0 255.255.255.0
         default-router 10.7.0.1
         dns-server 9.9.9.9
        ip dhcp pool PRINTER
         host 10.7.0.9 255.255.255.0
         client-identifier 0100.5079.6668.09
        interface GigabitEthernet0/0
         vrf forwarding MGMT
         ip address 10.7.0.1 255.255.255.0
        router ospf 1
         router-id 1.1.1.1
         network 10.7.0.0 0.0.0.255 area 0
        router bgp 65001
         neighbor 192.0.2.1 remote-as 65002
         network 10.7.0.0 mask 255.255.255.0
        snmp-server community hidden RO 10
        line vty 0 4
         transport input ssh
        """;

    [Theory]
    [InlineData(JunosBraces)]
    [InlineData(JunosSet)]
    public void Junos_is_read_in_both_forms(string text)
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.Junos, text)!;

        Assert.Equal(("core1", "21.4R1.12"), (facts.HostName, facts.Version));
        Assert.Equal(["ge-0/0/0 ", "ge-0/0/0.0 10.0.0.1/30 2001:db8::1/64", "ge-0/0/2 ", "ge-0/0/2.0 "], facts.Interfaces.Select(Show));
        Assert.Equal(("to edge { one }", 9192), (facts.Interfaces[0].Description, facts.Interfaces[0].Mtu));
        Assert.True(facts.Interfaces[2].IsShutDown);
        Assert.True(facts.Interfaces[3].UsesDhcp);
        Assert.Equal(["0.0.0.0/0 10.0.0.2 -"], facts.Routes.Select(Show));
        Assert.Equal("staff", Assert.Single(facts.Vlans).Name);
        Assert.Equal(["ge-0/0/0.0"], facts.Protocols.Single(one => one.Name == "ospf").Networks);
        Assert.Equal(["192.0.2.1"], facts.Protocols.Single(one => one.Name == "bgp").Neighbours);
        Assert.Contains(new ConfiguredService("ssh", true), facts.Services);
        var community = Assert.Single(facts.Communities);
        Assert.Equal(("hidden", "ro"), (community.Community.Reveal(), community.Access));
        Assert.DoesNotContain("hidden", facts.ToString() + community, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VyosBoot)]
    [InlineData(VyosSet)]
    public void VyOS_is_read_in_both_forms(string text)
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.Vyos, text)!;

        Assert.Equal("vyos1", facts.HostName);
        Assert.Equal(["eth0 10.1.0.1/24 2001:db8:1::1/64", "eth0.30 10.30.0.1/24", "eth1 "], facts.Interfaces.Where(one => one.Name != "lo").Select(Show));
        Assert.Equal(("uplink", "0c:12:34:56:78:9a"), (facts.Interfaces[0].Description, facts.Interfaces[0].MacAddress));
        Assert.True(facts.Interfaces.Single(one => one.Name == "eth1") is { UsesDhcp: true, IsShutDown: true });
        Assert.Equal(["0.0.0.0/0 10.1.0.254 -"], facts.Routes.Select(Show));
        var ospf = Assert.Single(facts.Protocols);
        Assert.Equal(("ospf", "1.1.1.1", "10.1.0.0/24"), (ospf.Name, ospf.RouterId, Assert.Single(ospf.Networks)));
        var pool = Assert.Single(facts.Pools);
        Assert.Equal(("LAN", "10.1.0.0/24", "10.1.0.1", "10.1.0.53"), (pool.Name, pool.Network, pool.Gateways.Single(), pool.DnsServers.Single()));
        Assert.Equal(("10.1.0.9", "printer"), (facts.Bindings.Single().Address, facts.Bindings.Single().HostName));
        Assert.Equal(["9.9.9.9"], facts.DnsServers);
    }

    [Fact]
    public void RouterOS_is_read()
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.RouterOs, RouterOs)!;

        Assert.Equal(("mt1", "7.11.2"), (facts.HostName, facts.Version));
        Assert.Equal(["wan 10.2.0.1/24 2001:db8:2::1/64", "ether2 ", "vlan20 ", "ether3 "], facts.Interfaces.Select(Show));
        Assert.Equal("to the core", facts.Interfaces[0].Description);
        Assert.True(facts.Interfaces[1].IsShutDown);
        Assert.Equal(20, Assert.Single(facts.Vlans).Id);
        Assert.True(facts.Interfaces[3].UsesDhcp);
        Assert.Equal(["0.0.0.0/0 10.2.0.254 -"], facts.Routes.Select(Show));
        Assert.Equal(["9.9.9.9", "1.1.1.1"], facts.DnsServers);
        Assert.Equal([new ConfiguredService("telnet", false)], facts.Services);
        Assert.Equal("hidden", facts.Communities.Single().Community.Reveal());
    }

    [Fact]
    public void Netplan_is_read()
    {
        var facts = ConfigurationParser.Parse(null, Netplan)!;

        Assert.Equal(["eth0 10.3.0.5/24 2001:db8:3::5/64", "eth1 ", "eth0.40 10.40.0.5/24"], facts.Interfaces.Select(Show));
        Assert.True(facts.Interfaces[1].UsesDhcp);
        Assert.Equal(["0.0.0.0/0 10.3.0.1 eth0", "10.77.0.0/16 10.3.0.2 eth0"], facts.Routes.Select(Show));
        Assert.Equal([7, 9], facts.Routes.Select(route => route.Line));
        Assert.Equal(40, Assert.Single(facts.Vlans).Id);
        Assert.Equal(["9.9.9.9"], facts.DnsServers);
    }

    [Fact]
    public void Cloud_init_is_read_in_its_first_version()
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.Netplan, CloudInit)!;

        Assert.Equal(["eth0 10.4.0.5/24", "eth1 "], facts.Interfaces.Select(Show));
        Assert.Equal("52:54:00:12:34:00", facts.Interfaces[0].MacAddress);
        Assert.True(facts.Interfaces[1].UsesDhcp);
        Assert.Equal(["0.0.0.0/0 10.4.0.1 eth0"], facts.Routes.Select(Show));
    }

    [Fact]
    public void Networkd_is_read()
    {
        var facts = ConfigurationParser.Parse(null, Networkd)!;

        Assert.Equal(["eth0 10.5.0.5/24"], facts.Interfaces.Select(Show));
        Assert.Equal(["0.0.0.0/0 10.5.0.1 eth0", "10.88.0.0/16 10.5.0.2 eth0"], facts.Routes.Select(Show));
    }

    [Fact]
    public void FRR_is_read_with_its_protocols()
    {
        var facts = ConfigurationParser.Parse(null, Frr)!;

        Assert.Equal("frr1", facts.HostName);
        Assert.Equal(["eth0 10.6.0.1/24 2001:db8:6::1/64"], facts.Interfaces.Select(Show));
        var bgp = facts.Protocols.Single(one => one.Name == "bgp");
        Assert.Equal(("65001", "1.1.1.1", "10.6.0.2", "10.60.0.0/16"), (bgp.Instance, bgp.RouterId, bgp.Neighbours.Single(), bgp.Networks.Single()));
        Assert.Equal(["10.6.0.0/24 area 0"], facts.Protocols.Single(one => one.Name == "ospf").Networks);
    }

    [Fact]
    public void What_a_router_serves_and_speaks_is_read()
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.Ios, Ios)!;

        Assert.Equal(["9.9.9.9", "8.8.8.8"], facts.DnsServers);
        Assert.Equal("10.7.0.0/24", facts.Pools.Single(pool => pool.Name == "LAN").Network);
        Assert.Equal(("10.7.0.9", "00:50:79:66:68:09"), (facts.Bindings.Single().Address, facts.Bindings.Single().MacAddress));
        Assert.Equal("MGMT", facts.Interfaces[0].Vrf);
        Assert.Equal(11, facts.Interfaces[0].Line);
        Assert.Equal(["10.7.0.0 0.0.0.255 area 0"], facts.Protocols[0].Networks);
        Assert.Equal(["10.7.0.0/24"], facts.Protocols[1].Networks);
        Assert.Equal(("hidden", "ro", 20), (facts.Communities.Single().Community.Reveal(), facts.Communities.Single().Access, facts.Communities.Single().Line));
        Assert.Equal([new("dhcp", true), new("http", false), new("ssh", true), new("telnet", false)], facts.Services);
    }

    [Fact]
    public void Dnsmasq_is_read()
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.Dnsmasq, "# lab\ndhcp-range=10.8.0.50,10.8.0.99,12h\ndhcp-host=00:50:79:66:68:00,pc1,10.8.0.5\nserver=9.9.9.9\n")!;

        Assert.Equal("10.8.0.50-10.8.0.99", facts.Pools.Single().Network);
        Assert.Equal(new ConfiguredBinding("10.8.0.5", "00:50:79:66:68:00", "pc1") { Line = 3 }, facts.Bindings.Single());
    }

    [Theory]
    [InlineData(JunosBraces, ConfigurationKinds.Junos)]
    [InlineData(JunosSet, ConfigurationKinds.Junos)]
    [InlineData(VyosBoot, ConfigurationKinds.Vyos)]
    [InlineData(VyosSet, ConfigurationKinds.Vyos)]
    [InlineData(RouterOs, ConfigurationKinds.RouterOs)]
    [InlineData(Netplan, ConfigurationKinds.Netplan)]
    [InlineData(Networkd, ConfigurationKinds.Networkd)]
    [InlineData(Frr, ConfigurationKinds.Vtysh)]
    [InlineData(Ios, ConfigurationKinds.Ios)]
    public void The_language_of_a_text_is_seen(string text, string kind) => Assert.Equal(kind, ConfigurationKinds.Detect(text));

    [Theory]
    [InlineData("a: &a [x, *a]")]
    [InlineData("network: &n\n  ethernets: *n\n")]
    [InlineData("network: [")]
    [InlineData("network: {ethernets: {eth0: {addresses: [1.2.3.4/99]}}}")]
    public void YAML_that_is_no_configuration_is_told(string text) => Assert.NotEmpty(ConfigurationParser.Parse(ConfigurationKinds.Netplan, text)!.NotUnderstood);

    [Fact]
    public void YAML_of_any_depth_is_refused() =>
        Assert.NotEmpty(ConfigurationParser.Parse(ConfigurationKinds.Netplan, "network: " + new string('[', 500_000))!.NotUnderstood);

    [Fact]
    public void No_text_in_any_language_makes_it_throw()
    {
        var random = new Random(23);
        string[] seeds = [JunosBraces, JunosSet, VyosBoot, VyosSet, RouterOs, Netplan, CloudInit, Networkd, Frr, Ios];
        string[] kinds =
        [
            ConfigurationKinds.Junos, ConfigurationKinds.Vyos, ConfigurationKinds.RouterOs, ConfigurationKinds.Netplan, ConfigurationKinds.Networkd,
            ConfigurationKinds.Dnsmasq, ConfigurationKinds.Ios,
        ];
        const string marks = "{}[];\"'\\#/*:&*-=\n\t \0\uD800";
        for (var round = 0; round < 2000; round++)
        {
            var text = seeds[round % seeds.Length].ToList();
            for (var change = random.Next(30); change > 0; change--)
            {
                var at = random.Next(text.Count - 40);
                switch (random.Next(3))
                {
                    case 0: text[at] = marks[random.Next(marks.Length)]; break;
                    case 1: text.RemoveRange(at, random.Next(40)); break;
                    default: text.InsertRange(at, text.GetRange(random.Next(text.Count - 40), random.Next(40))); break;
                }

                if (text.Count < 100) break;
            }

            var mutant = string.Concat(text);
            foreach (var kind in kinds) _ = ConfigurationParser.Parse(kind, mutant);
            foreach (var kind in new[] { ConfigurationKinds.DnsmasqLeases, ConfigurationKinds.DhcpdLeases, ConfigurationKinds.KeaLeases }) _ = LeaseFile.Parse(kind, mutant);
        }
    }

    [Fact]
    public void A_text_beyond_the_bound_is_read_up_to_it_and_told()
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.Ios, "hostname R1\n" + string.Concat(Enumerable.Repeat(new string('!', 127) + "\n", 100_000)))!;

        Assert.Equal(("R1", true), (facts.HostName, facts.IsTruncated));
    }

    private static string Show(ConfiguredInterface one) => $"{one.Name} {string.Join(' ', one.Addresses)}";

    private static string Show(ConfiguredRoute route) => $"{route.Destination} {route.NextHop ?? "-"} {route.Interface ?? "-"}";
}
