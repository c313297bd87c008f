using Nms.Discovery.Configurations;

namespace Nms.Grains.Tests.Discovery.Configurations;

public sealed class ConfigurationParserTests
{
    private const string Router = """
        !
        ! Last configuration change at 11:02:03 UTC Mon Nov 23 2026
        version 15.5
        hostname EDGE-1
        banner motd ^C
        interface FastEthernet9/9
         ip address 9.9.9.9 255.255.255.0
        ^C
        vlan 10,20
         name staff
        !
        interface GigabitEthernet0/0
         description to "the" core
         ip address 10.0.0.1 255.255.255.252
         ip address 10.0.1.1 255.255.255.0 secondary
         ipv6 address 2001:db8::1/64
         mtu 1400
        interface GigabitEthernet0/1
         ip address dhcp
         shutdown
        interface GigabitEthernet0/1.30
         encapsulation dot1Q 30
         ip address 10.30.0.1 255.255.255.0
        interface GigabitEthernet0/2
         switchport access vlan 10
        interface GigabitEthernet0/3
         switchport mode trunk
         switchport trunk allowed vlan 10,20-21
         switchport trunk allowed vlan add 40
        interface Vlan 10
         ip address 10.10.0.1/24
        interface Serial0/0
         ip address negotiated
        ip route 0.0.0.0 0.0.0.0 10.0.0.2
        ip route 10.9.0.0 255.255.0.0 GigabitEthernet0/0 10.0.0.2 200
        ip route vrf MGMT 10.8.0.0/16 10.0.0.3
        ipv6 route ::/0 2001:db8::2
        ip route nonsense
        snmp-server community s3cret RO
        end
        """;

    [Fact]
    public void A_router_is_read()
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.Ios, Router)!;

        Assert.Equal("EDGE-1", facts.HostName);
        Assert.Equal("15.5", facts.Version);
        Assert.Equal(
            ["GigabitEthernet0/0", "GigabitEthernet0/1", "GigabitEthernet0/1.30", "GigabitEthernet0/2", "GigabitEthernet0/3", "Vlan10", "Serial0/0"],
            facts.Interfaces.Select(one => one.Name));
        var first = facts.Interfaces[0];
        Assert.Equal(["10.0.0.1/30", "10.0.1.1/24", "2001:db8::1/64"], first.Addresses);
        Assert.Equal(("to \"the\" core", 1400), (first.Description, first.Mtu));
        Assert.True(facts.Interfaces[1] is { UsesDhcp: true, IsShutDown: true });
        Assert.Equal(10, facts.Interfaces[3].AccessVlan);
        Assert.Equal("10,20-21,40", facts.Interfaces[4].TrunkVlans);
        Assert.Equal(["10.10.0.1/24"], facts.Interfaces[5].Addresses);
        Assert.Equal([10, 20, 30], facts.Vlans.Select(vlan => vlan.Id));
        Assert.Equal("staff", facts.Vlans[0].Name);
        Assert.Equal(
            [new("0.0.0.0/0", "10.0.0.2", null), new("10.9.0.0/16", "10.0.0.2", "GigabitEthernet0/0"), new("10.8.0.0/16", "10.0.0.3", null), new("::/0", "2001:db8::2", null)],
            facts.Routes);
        Assert.Equal(2, facts.NotUnderstood.Length);
    }

    [Fact]
    public void VLANs_name_the_ports_that_carry_them()
    {
        var vlans = ConfigurationFindings.Of(ConfigurationParser.Parse(ConfigurationKinds.Ios, Router)!, "x", default).Vlans;

        Assert.Equal(["GigabitEthernet0/2", "GigabitEthernet0/3"], vlans[0].Ports);
        Assert.Equal(["GigabitEthernet0/2"], vlans[0].UntaggedPorts);
    }

    [Theory]
    [InlineData("ip 10.0.0.5 10.0.0.1 24", "10.0.0.5/24", "10.0.0.1")]
    [InlineData("ip 10.0.0.5/26 10.0.0.1", "10.0.0.5/26", "10.0.0.1")]
    [InlineData("ip 10.0.0.5 255.255.0.0 10.0.0.1", "10.0.0.5/16", "10.0.0.1")]
    [InlineData("ip 10.0.0.5", "10.0.0.5/24", null)]
    [InlineData("ip 2001:db8::5/48", "2001:db8::5/48", null)]
    public void A_VPCS_host_is_read(string line, string address, string? gateway)
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.Vpcs, $"# a comment\nset pcname PC7\n{line}\nsave\n")!;

        Assert.Equal("PC7", facts.HostName);
        Assert.Equal([address], Assert.Single(facts.Interfaces).Addresses);
        Assert.Equal(gateway, facts.Routes.SingleOrDefault()?.NextHop);
    }

    [Fact]
    public void A_VPCS_host_that_leases_its_address_has_none_yet()
    {
        var host = Assert.Single(ConfigurationParser.Parse(ConfigurationKinds.Vpcs, "ip dhcp\n")!.Interfaces);

        Assert.True(host.UsesDhcp);
        Assert.Empty(host.Addresses);
    }

    [Fact]
    public void A_Debian_host_is_read()
    {
        const string text = """
            # static
            auto lo eth0
            iface lo inet loopback
            iface eth0 inet static
                address 192.168.5.10
                netmask 255.255.255.128
                gateway 192.168.5.1
                hwaddress ether 02:00:00:AA:BB:CC
                up echo nameserver 1.1.1.1 > /etc/resolv.conf
            iface eth0 inet6 static
                address 2001:db8:5::10/64
                gateway 2001:db8:5::1
            allow-hotplug eth1
            iface eth1 inet dhcp
            """;

        var facts = ConfigurationParser.Parse(null, text)!;

        Assert.Equal(["192.168.5.10/25", "2001:db8:5::10/64"], facts.Interfaces[0].Addresses);
        Assert.Equal("02:00:00:aa:bb:cc", facts.Interfaces[0].MacAddress);
        Assert.True(facts.Interfaces[1].UsesDhcp);
        Assert.Equal([new("0.0.0.0/0", "192.168.5.1", "eth0"), new("::/0", "2001:db8:5::1", "eth0")], facts.Routes);
    }

    [Theory]
    [InlineData("dynamips", """{"dynamips_id":3}""", "configs/i3_startup-config.cfg,configs/i3_private-config.cfg")]
    [InlineData("dynamips", null, "")]
    [InlineData("iou", "{}", "startup-config.cfg,private-config.cfg")]
    [InlineData("vpcs", "{}", "startup.vpc")]
    [InlineData("docker", """{"extra_volumes":["/etc/frr"]}""", "etc/network/interfaces,etc/frr/frr.conf")]
    [InlineData("docker", """{"extra_volumes":["/var/lib/misc","/etc/netplan/"]}""", "etc/network/interfaces,etc/netplan/00-installer-config.yaml,etc/netplan/01-netcfg.yaml,etc/netplan/50-cloud-init.yaml,var/lib/misc/dnsmasq.leases")]
    [InlineData("docker", """{"extra_volumes":null}""", "etc/network/interfaces")]
    [InlineData("qemu", """{"hda_disk_image":"a.qcow2"}""", "")]
    [InlineData("ethernet_switch", "[]", "")]
    public void The_files_of_a_node_type_are_known(string type, string? properties, string files) =>
        Assert.Equal(files, string.Join(',', ConfigurationFiles.Of(type, properties).Select(file => file.Path)));

    [Fact]
    public void Leases_that_run_are_findings()
    {
        const string text = "lease 10.0.0.20 {\n  binding state active;\n}\nlease 10.0.0.21 {\n  binding state free;\n}\n";

        var findings = ConfigurationFindings.Of(ConfigurationParser.Parse(ConfigurationKinds.DhcpdLeases, text)!, "x", default);

        Assert.Equal("10.0.0.20", Assert.Single(findings.Leases).Address);
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        var random = new Random(7);
        string[] seeds = [Router, "set pcname x\nip 1.2.3.4 5\ndhcp", "iface a inet static\naddress 1.2.3.4\nnetmask 255"];
        for (var round = 0; round < 3000; round++)
        {
            var text = seeds[round % seeds.Length].ToCharArray();
            for (var change = random.Next(20); change > 0; change--)
            {
                text[random.Next(text.Length)] = (char)random.Next(round % 2 == 0 ? 128 : 0xFFFF);
            }

            foreach (var kind in new[] { ConfigurationKinds.Ios, ConfigurationKinds.Vpcs, ConfigurationKinds.IfUpDown, null })
            {
                _ = ConfigurationParser.Parse(kind, new string(text));
            }

            _ = SecretRedaction.Redact(new string(text));
        }
    }
}
