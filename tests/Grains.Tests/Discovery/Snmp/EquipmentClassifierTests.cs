using Nms.Discovery.Snmp;

namespace Nms.Grains.Tests.Discovery.Snmp;

public sealed class EquipmentClassifierTests
{
    private static readonly EquipmentClassifier s_classifier = new(EquipmentTypes.Load(null));

    [Theory]
    [InlineData("1.3.6.1.4.1.9.1.222", "Cisco IOS Software, 7200 Software (C7200-ADVENTERPRISEK9-M), Version 15.2(4)S5, RELEASE SOFTWARE (fc1)\r\nTechnical Support: http://www.cisco.com/techsupport\r\nCopyright (c) 1986-2014 by Cisco Systems, Inc.", "Cisco|C7200|IOS|15.2(4)S5|router")]
    [InlineData("1.3.6.1.4.1.9.1.122", "Cisco IOS Software, 3700 Software (C3725-ADVENTERPRISEK9-M), Version 12.4(25d), RELEASE SOFTWARE (fc1)", "Cisco|C3725|IOS|12.4(25d)|router")]
    [InlineData("1.3.6.1.4.1.9.1.186", "Cisco Internetwork Operating System Software \r\nIOS (tm) C2600 Software (C2600-I-M), Version 12.1(5)T9,  RELEASE SOFTWARE (fc1)", "Cisco|C2600|IOS|12.1(5)T9|router")]
    [InlineData("1.3.6.1.4.1.9.1.324", "Cisco Internetwork Operating System Software \r\nIOS (tm) C2950 Software (C2950-I6Q4L2-M), Version 12.1(22)EA14, RELEASE SOFTWARE (fc1)", "Cisco|C2950|IOS|12.1(22)EA14|switch")]
    [InlineData("1.3.6.1.4.1.9.1.1", "Cisco IOS Software, C3750E Software (C3750E-UNIVERSALK9-M), Version 15.2(4)E10, RELEASE SOFTWARE (fc2)", "Cisco|C3750E|IOS|15.2(4)E10|switch")]
    [InlineData("1.3.6.1.4.1.9.1.1", "Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E4, RELEASE SOFTWARE (fc2)\r\nTechnical Support: http://www.cisco.com/techsupport", "Cisco|C2960X|IOS|15.2(7)E4|switch")]
    [InlineData("1.3.6.1.4.1.9.1.449", "Cisco IOS Software, s72033_rp Software (s72033_rp-ADVIPSERVICESK9_WAN-M), Version 12.2(33)SXI7, RELEASE SOFTWARE (fc1)", "Cisco|s72033_rp|IOS|12.2(33)SXI7|switch")]
    [InlineData("1.3.6.1.4.1.9.1.1", "Cisco IOS Software, vios_l2 Software (vios_l2-ADVENTERPRISEK9-M), Version 15.2(4.0.55)E, TEST ENGINEERING ESTG_WEEKLY BUILD, synced to  END_OF_FLO_ISP", "Cisco|vios_l2|IOS|15.2(4.0.55)E|switch")]
    [InlineData("1.3.6.1.4.1.9.1.1", "Cisco IOS Software, IOSv Software (VIOS-ADVENTERPRISEK9-M), Version 15.6(2)T, RELEASE SOFTWARE (fc2)", "Cisco|VIOS|IOS|15.6(2)T|router")]
    [InlineData("1.3.6.1.4.1.9.1.1", "Cisco IOS Software, Linux Software (I86BI_LINUX-ADVENTERPRISEK9-M), Version 15.4(1)T, DEVELOPMENT TEST SOFTWARE", "Cisco|I86BI_LINUX|IOS|15.4(1)T|router")]
    [InlineData("1.3.6.1.4.1.9.1.1", "Cisco IOS Software, Linux Software (I86BI_LINUXL2-ADVENTERPRISEK9-M), Version 15.1, EARLY DEPLOYMENT DEVELOPMENT TEST SOFTWARE", "Cisco|I86BI_LINUXL2|IOS|15.1|switch")]
    [InlineData("1.3.6.1.4.1.9.1.1537", "Cisco IOS Software [Amsterdam], Virtual XE Software (X86_64_LINUX_IOSD-UNIVERSALK9-M), Version 17.3.1a, RELEASE SOFTWARE (fc3)", "Cisco|Virtual|IOS-XE|17.3.1a|router")]
    [InlineData("1.3.6.1.4.1.9.1.923", "Cisco IOS Software, ASR1000 Software (X86_64_LINUX_IOSD-UNIVERSALK9-M), Version 15.4(3)S2, RELEASE SOFTWARE (fc3)", "Cisco|ASR1000|IOS-XE|15.4(3)S2|router")]
    [InlineData("1.3.6.1.4.1.9.1.2494", "Cisco IOS Software [Gibraltar], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 16.12.1, RELEASE SOFTWARE (fc4)", "Cisco|CAT9K_IOSXE|IOS-XE|16.12.1|switch")]
    [InlineData("1.3.6.1.4.1.9.1.1", "Cisco IOS Software, IOS-XE Software, Catalyst 4500 L3 Switch Software (cat4500e-UNIVERSALK9-M), Version 03.04.00.SG RELEASE SOFTWARE (fc3)", "Cisco|cat4500e|IOS-XE|03.04.00.SG|switch")]
    [InlineData("1.3.6.1.4.1.9.1.1639", "Cisco IOS XR Software (Cisco ASR9K Series),  Version 6.4.2[Default]\r\nCopyright (c) 2018 by Cisco Systems, Inc.", "Cisco|ASR9K Series|IOS-XR|6.4.2|router")]
    [InlineData("1.3.6.1.4.1.9.12.3.1.3.1467", "Cisco NX-OS(tm) nxos.9.3.5.bin, Software (nxos), Version 9.3(5), RELEASE SOFTWARE Copyright (c) 2002-2020 by Cisco Systems, Inc. Compiled 7/20/2020 20:00:00", "Cisco|nxos|NX-OS|9.3(5)|switch")]
    [InlineData("1.3.6.1.4.1.9.1.1", "Cisco NX-OS n6000, Software (n6000-uk9), Version 7.3(2)N1(1), RELEASE SOFTWARE Copyright (c) 2002-2012", "Cisco|n6000-uk9|NX-OS|7.3(2)N1(1)|switch")]
    [InlineData("1.3.6.1.4.1.9.1.1902", "Cisco Adaptive Security Appliance Version 9.16(3)", "Cisco||ASA|9.16(3)|firewall")]
    [InlineData("1.3.6.1.4.1.9.1.1069", "Cisco Controller", "Cisco||AireOS||wireless-controller")]
    [InlineData("1.3.6.1.4.1.30065.1.2759", "Arista Networks EOS version 4.21.1.1F running on an Arista Networks vEOS", "Arista|vEOS|EOS|4.21.1.1F|switch")]
    [InlineData("1.3.6.1.4.1.2636.1.1.1.2.108", "Juniper Networks, Inc. vmx internet router, kernel JUNOS 18.2R1.9, Build date: 2018-06-28 07:52:28 UTC Copyright (c) 1996-2018 Juniper Networks, Inc.", "Juniper|vmx|Junos|18.2R1.9|router")]
    [InlineData("1.3.6.1.4.1.2636.1.1.1.2.1", "Juniper Networks, Inc. ex4300-48p Ethernet Switch, kernel JUNOS 20.4R3-S2, Build date: 2022-01-20 03:47:45 UTC", "Juniper|ex4300-48p|Junos|20.4R3-S2|switch")]
    [InlineData("1.3.6.1.4.1.2636.1.1.1.2.133", "Juniper Networks, Inc. srx300 internet router, kernel JUNOS 15.1X49-D170.4, Build date: 2019-02-22", "Juniper|srx300|Junos|15.1X49-D170.4|firewall")]
    [InlineData("1.3.6.1.4.1.14988.1", "RouterOS CHR", "MikroTik|CHR|RouterOS||router")]
    [InlineData("1.3.6.1.4.1.14988.1", "RouterOS RB750Gr3", "MikroTik|RB750Gr3|RouterOS||router")]
    [InlineData("1.3.6.1.4.1.44641", "VyOS 1.3.0-epa1", "VyOS||VyOS|1.3.0-epa1|router")]
    [InlineData("1.3.6.1.4.1.44641", "core router of the lab", "VyOS||VyOS||router")]
    [InlineData("1.3.6.1.4.1.41112.1.5", "EdgeOS v1.10.7.5127989.181001.1227", "Ubiquiti||EdgeOS|1.10.7.5127989.181001.1227|router")]
    [InlineData("1.3.6.1.4.1.40310", "Cumulus Linux 3.7.11 (Linux Kernel 4.1.33-1+cl3.7.0u1)", "Cumulus Networks||Cumulus Linux|3.7.11|switch")]
    [InlineData("1.3.6.1.4.1.12356.101.1.60", "", "Fortinet|FortiGate|FortiOS||firewall")]
    [InlineData("1.3.6.1.4.1.25461.2.3.29", "Palo Alto Networks PA-VM series firewall", "Palo Alto Networks|PA-VM|PAN-OS||firewall")]
    [InlineData("1.3.6.1.4.1.3375.2.1.3.4.43", "BIG-IP Virtual Edition : Linux 3.10.0-514.26.2.el7.ve.x86_64 : BIG-IP software release 14.1.0, build 0.0.116", "F5|BIG-IP|TMOS|14.1.0|load-balancer")]
    [InlineData("1.3.6.1.4.1.25506.11.1.184", "HPE Comware Platform Software, Software Version 7.1.070, Release 1309\r\nHPE 5130 48G PoE+ 4SFP+ 1-slot HI Switch JH326A\r\nCopyright (c) 2010-2017 Hewlett Packard Enterprise Development LP", "HPE|5130 48G PoE+ 4SFP+ 1-slot HI Switch JH326A|Comware|7.1.070|switch")]
    [InlineData("1.3.6.1.4.1.11.2.3.7.11.86", "ProCurve J9145A 2910al-24G Switch, revision W.14.03, ROM W.14.04 (/sw/code/build/sbm(t4a_RC3))", "HP|J9145A 2910al-24G|ProVision|W.14.03|switch")]
    [InlineData("1.3.6.1.4.1.47196.4.1.1.1.100", "Aruba JL658A 6300M 24SFP+ 4SFP56 Swch FL.10.08.1010", "Aruba|JL658A 6300M 24SFP+ 4SFP56 Swch|AOS-CX|FL.10.08.1010|switch")]
    [InlineData("1.3.6.1.4.1.14823.1.1.32", "ArubaOS (MODEL: 7010), Version 8.10.0.2 (84785)", "Aruba|7010|ArubaOS|8.10.0.2|wireless-controller")]
    [InlineData("1.3.6.1.4.1.2011.2.224.67", "Huawei AR2220 Huawei Versatile Routing Platform Software \r\nVRP (R) software, Version 5.160 (AR2200 V200R008C20SPC700)\r\nCopyright (C) 2000-2016 HUAWEI TECH CO., LTD", "Huawei|AR2200|VRP|5.160|router")]
    [InlineData("1.3.6.1.4.1.2011.2.23.414", "S5720-28X-SI-AC \r\nHuawei Versatile Routing Platform Software \r\n VRP (R) software,Version 5.170 (S5720 V200R011C10SPC600)", "Huawei|S5720|VRP|5.170|switch")]
    [InlineData("1.3.6.1.4.1.1916.2.141", "ExtremeXOS (X460-24t) version 15.3.1.4 v1531b4-patch1-18 by release-manager on Tue Jul 23 2013", "Extreme Networks|X460-24t|ExtremeXOS|15.3.1.4|switch")]
    [InlineData("1.3.6.1.4.1.6527.1.3.4", "TiMOS-B-14.0.R4 both/x86_64 Nokia 7750 SR Copyright (c) 2000-2016 Nokia.\r\nAll rights reserved.", "Nokia|7750 SR|SR OS|14.0.R4|router")]
    [InlineData("1.3.6.1.4.1.6876.4.1", "VMware ESXi 6.7.0 build-14320388 VMware, Inc. x86_64", "VMware||ESXi|6.7.0|hypervisor")]
    [InlineData("1.3.6.1.4.1.311.1.1.3.1.2", "Hardware: Intel64 Family 6 Model 85 Stepping 7 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 17763 Multiprocessor Free)", "Microsoft||Windows|6.3.17763|host")]
    [InlineData("1.3.6.1.4.1.8072.3.2.10", "Linux debian 5.10.0-8-amd64 #1 SMP Debian 5.10.46-4 (2021-08-03) x86_64", "||Linux|5.10.0-8-amd64|host")]
    [InlineData("1.3.6.1.4.1.12325.1.1.2.1.1", "pfSense pfSense.localdomain 2.4.4-RELEASE pfSense FreeBSD 11.2-RELEASE-p10 amd64", "||pfSense|2.4.4-RELEASE|firewall")]
    [InlineData("1.3.6.1.4.1.8072.3.2.8", "FreeBSD bart.folsom 12.1-RELEASE-p16-HBSD FreeBSD 12.1-RELEASE-p16-HBSD\n      #0  b531d3958f5", "||FreeBSD|12.1-RELEASE-p16-HBSD|host")]
    [InlineData("1.3.6.1.4.1.318.1.3.4.6", "APC Web/SNMP Management Card (MB:v4.1.0 PF:v6.9.6 PN:apc_hw05_aos_696.bin AF1:v6.9.6 AN1:apc_hw05_rpdu2g_696.bin MN:AP8888 HR:07 SN: ZA1323017566 MD:06/08/2013)", "APC|AP8888||6.9.6|ups")]
    [InlineData("1.3.6.1.4.1.674.10895.3000", "a switch of somebody", "Dell||||")]
    [InlineData("1.3.6.1.4.1.99999999.1", "an agent nobody knows", "||||")]
    [InlineData(null, null, "||||")]
    public void Equipment_is_recognized_by_what_it_says(string? objectId, string? description, string expected)
    {
        var found = s_classifier.Classify(objectId, description);

        Assert.Equal(expected, $"{found.Vendor}|{found.Model}|{found.OperatingSystem}|{found.Version}|{found.Kind}");
    }

    [Fact]
    public void Every_rule_built_in_can_be_used()
    {
        var rules = EquipmentTypes.Load(null).Rules;

        Assert.All(rules, rule => rule.Check());
        Assert.Equal(rules.Count, rules.Select(rule => rule.Name).Distinct().Count());
    }

    [Fact]
    public void A_description_made_to_take_long_takes_no_longer()
    {
        var hostile = string.Concat(Enumerable.Repeat("Cisco IOS Software, (", 3000));

        Assert.Null(s_classifier.Classify("1.3.6.1.4.1.9.1.1", hostile).Kind);
    }

    [Fact]
    public void A_users_rules_come_first_and_replace_those_of_their_name()
    {
        var types = EquipmentTypes.Read(
            """{ "vendors": { "9": "Cisco" }, "rules": [ { "name": "a", "description": "box", "kind": "host" }, { "name": "b", "description": "crate", "kind": "host" } ] }""",
            """{ "vendors": { "9": "Cisco Systems" }, "rules": [ { "name": "mine", "description": "toybox (?<version>\\d+)", "kind": "toy" }, { "name": "b", "description": "chest", "kind": "storage" } ] }""");
        var classifier = new EquipmentClassifier(types);

        Assert.Equal(new EquipmentClass("Cisco Systems", null, null, "7", "toy", "mine"), classifier.Classify("1.3.6.1.4.1.9.1", "a toybox 7"));
        Assert.Equal("host", classifier.Classify(null, "a box").Kind);
        Assert.Equal("storage", classifier.Classify(null, "a chest").Kind);
        Assert.Null(classifier.Classify(null, "a crate").Kind);
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("""{ "rules": [ { "description": "x" } ] }""", "a rule has no name")]
    [InlineData("""{ "rules": [ { "name": "x" } ] }""", "rule x has neither objectIds nor description")]
    [InlineData("""{ "rules": [ { "name": "x", "description": "(" } ] }""", "rule x: description is no pattern")]
    [InlineData("""{ "rules": [ { "name": "x", "description": "(a)\\1" } ] }""", "rule x: description is no pattern")]
    [InlineData("""{ "rules": [ { "name": "x", "objectIds": [ "1.3.six" ] } ] }""", "rule x: 1.3.six is no object identifier")]
    [InlineData("""{ "rules": [ { "name": "x", "colour": "red" } ] }""", "colour")]
    [InlineData("""{ "rules": [ { "name": "x", "description": "a" }, { "name": "x", "description": "b" } ] }""", "two rules are called x")]
    [InlineData("""{ "vendors": { "nine": "Cisco" } }""", "vendor nine is no number")]
    public void A_file_that_cannot_be_used_is_refused_at_the_start(string json, string reason)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("nms-types-").FullName, "types.json");
        File.WriteAllText(path, json);

        var result = new EquipmentTypesOptionsValidator().Validate(null, new EquipmentTypesOptions { TypesFile = path });

        Assert.Contains(reason, Assert.Single(result.Failures!), StringComparison.Ordinal);
        Assert.StartsWith($"Nms:Discovery:TypesFile {path}: ", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_at_the_start()
    {
        var result = new EquipmentTypesOptionsValidator().Validate(null, new EquipmentTypesOptions { TypesFile = Path.Combine(Path.GetTempPath(), "no-such-types.json") });

        Assert.True(result.Failed);
    }
}
