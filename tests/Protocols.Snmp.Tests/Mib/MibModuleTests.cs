using Nms.Protocols.Snmp.Tests.Codec;
using Nms.Snmp;

namespace Nms.Protocols.Snmp.Tests.Mib;

public sealed class MibModuleTests
{
    private const string Module = """
        ACME-MIB DEFINITIONS ::= BEGIN
        IMPORTS OBJECT-TYPE, enterprises FROM SNMPv2-SMI -- a comment -- TEXTUAL-CONVENTION FROM SNMPv2-TC;
        acme MODULE-IDENTITY
            LAST-UPDATED "202611220000Z" ORGANIZATION "Acme" CONTACT-INFO "nobody"
            DESCRIPTION "Holds ::= and { braces } in its text."
            ::= { enterprises 99999 }
        Celsius ::= TEXTUAL-CONVENTION DISPLAY-HINT "d-1" STATUS current DESCRIPTION "Tenths." SYNTAX Integer32 (-500..2000)
        Level ::= INTEGER { low(1), high(2) }
        boxes OBJECT IDENTIFIER ::= { acme boxesOf(1) 5 }
        boxTable OBJECT-TYPE SYNTAX SEQUENCE OF BoxEntry MAX-ACCESS not-accessible STATUS current DESCRIPTION "" ::= { boxes 1 }
        boxEntry OBJECT-TYPE SYNTAX BoxEntry MAX-ACCESS not-accessible STATUS current DESCRIPTION "" INDEX { boxMac, IMPLIED boxName } ::= { boxTable 1 }
        BoxEntry ::= SEQUENCE { boxMac MacAddress, boxName DisplayString, boxTemperature Celsius, boxLevel Level }
        boxMac OBJECT-TYPE SYNTAX MacAddress MAX-ACCESS not-accessible STATUS current DESCRIPTION "" ::= { boxEntry 1 }
        boxName OBJECT-TYPE SYNTAX DisplayString (SIZE (0..32)) MAX-ACCESS not-accessible STATUS current DESCRIPTION "" ::= { boxEntry 2 }
        boxTemperature OBJECT-TYPE SYNTAX Celsius UNITS "C" MAX-ACCESS read-only STATUS current DESCRIPTION "" DEFVAL { 0 } ::= { boxEntry 3 }
        boxLevel OBJECT-TYPE SYNTAX Level MAX-ACCESS read-only STATUS current DESCRIPTION "" ::= { boxEntry 4 }
        boxMore OBJECT-TYPE SYNTAX BoxMore MAX-ACCESS not-accessible STATUS current DESCRIPTION "" AUGMENTS { boxEntry } ::= { boxes 2 }
        boxHot NOTIFICATION-TYPE OBJECTS { boxTemperature } STATUS current DESCRIPTION "" ::= { acme 0 1 }
        boxOld TRAP-TYPE ENTERPRISE acme VARIABLES { boxLevel } DESCRIPTION "" ::= 7
        boxGroup OBJECT-GROUP OBJECTS { boxTemperature, boxLevel } STATUS current DESCRIPTION "" ::= { acme 3 }
        END
        """;

    [Fact]
    public void A_module_gives_names_types_indexes_and_hints()
    {
        var tree = MibTree.StandardAnd(MibModule.Parse(Module));
        var temperature = tree.Find("ACME-MIB::boxTemperature")!;

        Assert.Empty(tree.Unresolved);
        Assert.Equal("1.3.6.1.4.1.99999.1.5.1.1.3", temperature.Oid.ToString());
        Assert.Equal(MibObjectKind.Column, temperature.Kind);
        Assert.Equal("21.5", tree.Format(new VarBind(temperature.Oid.Child(1), SnmpValue.Integer32(215))));
        Assert.Equal("high(2)", tree.Format(new VarBind(tree.Find("boxLevel")!.Oid.Child(1), SnmpValue.Integer32(2))));
        Assert.Equal([new MibIndex("boxMac", false), new MibIndex("boxName", true)], temperature.Index);
        Assert.Equal(temperature.Index, tree.Find("boxMore")!.Index);
        Assert.Equal(["000102030405", "ab"], tree.DecodeIndex(temperature, [0, 1, 2, 3, 4, 5, 'a', 'b'])!.Select(value => value.ToString()));
        Assert.Equal((MibObjectKind.Notification, "1.3.6.1.4.1.99999.0.1"), (tree.Find("boxHot")!.Kind, tree.Find("boxHot")!.Oid.ToString()));
        Assert.Equal("1.3.6.1.4.1.99999.0.7", tree.Find("boxOld")!.Oid.ToString());
    }

    [Fact]
    public void What_hangs_in_the_air_is_listed()
        => Assert.Equal(["lost"], MibTree.StandardAnd(MibModule.Parse("X DEFINITIONS ::= BEGIN lost OBJECT IDENTIFIER ::= { nowhere 1 } END")).Unresolved);

    [Theory]
    [InlineData("", 1)]
    [InlineData("X DEFINITIONS ::= BEGIN\n a OBJECT IDENTIFIER ::= { b 1", 2)]
    [InlineData("X DEFINITIONS ::= BEGIN\n\n a OBJECT-TYPE SYNTAX INTEGER { up 1 } ::= { b 1 }", 3)]
    [InlineData("X DEFINITIONS ::= BEGIN \"open", 1)]
    public void Text_that_is_no_module_is_refused_with_its_line(string text, int line)
        => Assert.Equal(line, Assert.Throws<MibFormatException>(() => MibModule.Parse(text)).Line);

    [Fact]
    public void Spoiled_modules_are_read_or_refused()
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(Module);
        for (var seed = 0; seed < 3000; seed++)
        {
            var spoiled = System.Text.Encoding.Latin1.GetString(new MessageGenerator(seed).Spoil(bytes));
            var thrown = Record.Exception(() => MibTree.StandardAnd(MibModule.Parse(spoiled)));
            Assert.True(thrown is null or MibFormatException, $"seed {seed}: {thrown}");
        }
    }

    /// <summary>Net-SNMP brings the modules of its own objects; they are the referee of our facts about them.</summary>
    [Fact]
    public void The_modules_of_Net_SNMP_are_read_and_agree_with_our_facts()
    {
        var folder = new DirectoryInfo("/usr/share/snmp/mibs");
        Assert.SkipUnless(folder.Exists, "The package libsnmp-base is not installed.");
        var modules = folder.GetFiles("*.txt").SelectMany(file => MibModule.Parse(File.ReadAllText(file.FullName))).ToList();
        var read = MibTree.StandardAnd(modules);
        var ours = MibTree.Standard.Objects.Where(known => known.Module == "UCD-SNMP-MIB").ToList();

        Assert.True(modules.Count > 5);
        Assert.All(ours, known => Assert.Equal((known.Oid, known.Kind), (read.Find(known.ToString())!.Oid, read.Find(known.ToString())!.Kind)));
    }
}
