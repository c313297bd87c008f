using System.Net;
using Nms.Protocols.Snmp.Tests.Codec;
using Nms.Snmp;
using Nms.Snmp.Agent;
using Nms.Snmp.Security;
using Nms.Testing.Servers;

namespace Nms.Protocols.Snmp.Tests.Agent;

/// <summary>Our agent against Net-SNMP's commands, and against our client where Net-SNMP lacks a protocol.</summary>
public sealed class SnmpAgentTests(SnmpdServer snmpd) : IAsyncLifetime
{
    private static readonly Oid s_system = Oid.Parse("1.3.6.1.2.1.1");
    private static readonly Oid s_ifEntry = Oid.Parse("1.3.6.1.2.1.2.2.1");
    private static readonly Oid s_secret = Oid.Parse("1.3.6.1.2.1.1.4.0");
    private static readonly Oid s_name = Oid.Parse("1.3.6.1.2.1.1.5.0");

    /// <summary>What snmptable has to know of ifTable; Debian has no free copy of IF-MIB.</summary>
    private const string TableMib = """
        NMS-TEST-MIB DEFINITIONS ::= BEGIN
        org OBJECT IDENTIFIER ::= { iso 3 }
        dod OBJECT IDENTIFIER ::= { org 6 }
        internet OBJECT IDENTIFIER ::= { dod 1 }
        mgmt OBJECT IDENTIFIER ::= { internet 2 }
        mib-2 OBJECT IDENTIFIER ::= { mgmt 1 }
        interfaces OBJECT IDENTIFIER ::= { mib-2 2 }
        ifTable OBJECT-TYPE SYNTAX SEQUENCE OF IfEntry MAX-ACCESS not-accessible STATUS current DESCRIPTION "text" ::= { interfaces 2 }
        ifEntry OBJECT-TYPE SYNTAX IfEntry MAX-ACCESS not-accessible STATUS current DESCRIPTION "text" INDEX { ifIndex } ::= { ifTable 1 }
        IfEntry ::= SEQUENCE { ifIndex INTEGER, ifDescr OCTET STRING }
        ifIndex OBJECT-TYPE SYNTAX INTEGER MAX-ACCESS read-only STATUS current DESCRIPTION "text" ::= { ifEntry 1 }
        ifDescr OBJECT-TYPE SYNTAX OCTET STRING MAX-ACCESS read-only STATUS current DESCRIPTION "text" ::= { ifEntry 2 }
        END
        """;

    private SnmpAgent _agent = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Address => $"udp:{_agent.EndPoint}";

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(snmpd.SkipReason is not null, snmpd.SkipReason ?? "");
        _agent = SnmpAgent.Start(Options(IPAddress.Loopback), Objects("our agent"), TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _agent?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData("-v1")]
    [InlineData("-v2c")]
    public async Task Answers_snmpget_and_what_it_has_not_is_said_as_the_version_says_it(string version)
    {
        Assert.Equal(
            ".1.3.6.1.2.1.1.5.0 = STRING: \"our agent\"", await NetSnmp.RunAsync("snmpget", [version, "-c", "public", Address, "1.3.6.1.2.1.1.5.0"], Cancelled));
        Assert.Contains(
            version == "-v1" ? "noSuchName" : "No Such", await NetSnmp.RunAsync("snmpget", [version, "-c", "public", Address, "1.3.6.1.2.1.1.77.0"], Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("snmpwalk", "-v1")]
    [InlineData("snmpwalk", "-v2c")]
    [InlineData("snmpbulkwalk", "-v2c")]
    public async Task Answers_a_walk_in_order_and_to_the_end(string tool, string version)
    {
        var lines = (await NetSnmp.RunAsync(tool, [version, "-c", "public", Address, "1.3.6.1.2.1"], Cancelled)).Split('\n');

        // Three columns of 500 rows, of which SNMPv1 has no Counter64.
        Assert.Equal(1, lines.Count(line => line.StartsWith(".1.3.6.1.2.1.1.5.0", StringComparison.Ordinal)));
        Assert.Equal(version == "-v1" ? 1000 : 1500, lines.Count(line => !line.Contains("No more variables", StringComparison.Ordinal) && line.StartsWith(".1.3.6.1.2.1.2.2.1", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.StartsWith(".1.3.6.1.2.1.1.4.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gives_snmpbulkget_several_columns_at_a_time()
    {
        var text = await NetSnmp.RunAsync("snmpbulkget", ["-v2c", "-c", "public", "-Cn1", "-Cr3", Address, "1.3.6.1.2.1.1.3", "1.3.6.1.2.1.2.2.1.1", "1.3.6.1.2.1.2.2.1.2"], Cancelled);

        Assert.Equal(7, text.Split('\n').Length);
        Assert.Contains(".1.3.6.1.2.1.2.2.1.2.3 = STRING: \"eth3\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_snmptable_its_rows()
    {
        var folder = Directory.CreateTempSubdirectory("nms-mib-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "NMS-TEST-MIB.txt"), TableMib, Cancelled);

            var lines = (await NetSnmp.RunWithMibAsync(
                "snmptable", ["-M", folder, "-m", "NMS-TEST-MIB", "-v2c", "-c", "public", "-Cf", ",", Address, "NMS-TEST-MIB::ifTable"], Cancelled)).Split('\n');

            Assert.Contains("ifIndex,ifDescr", lines);
            Assert.Equal(500, lines.Count(line => line.Contains(",\"eth", StringComparison.Ordinal) || line.Contains(",eth", StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Takes_a_snmpset_only_of_those_who_may_and_what_fits()
    {
        Assert.Contains("noAccess", await NetSnmp.RunAsync("snmpset", ["-v2c", "-c", "public", Address, "1.3.6.1.2.1.1.5.0", "s", "no"], Cancelled), StringComparison.Ordinal);
        Assert.Contains("wrongType", await NetSnmp.RunAsync("snmpset", ["-v2c", "-c", "private", Address, "1.3.6.1.2.1.1.5.0", "i", "1"], Cancelled), StringComparison.Ordinal);
        Assert.Contains("notWritable", await NetSnmp.RunAsync("snmpset", ["-v2c", "-c", "private", Address, "1.3.6.1.2.1.1.5.0", "s", "new", "1.3.6.1.2.1.1.3.0", "t", "1"], Cancelled), StringComparison.Ordinal);
        Assert.Contains("our agent", await NetSnmp.RunAsync("snmpget", ["-v2c", "-c", "public", Address, "1.3.6.1.2.1.1.5.0"], Cancelled), StringComparison.Ordinal);

        await NetSnmp.RunAsync("snmpset", ["-v2c", "-c", "private", Address, "1.3.6.1.2.1.1.5.0", "s", "new"], Cancelled);

        Assert.Contains("new", await NetSnmp.RunAsync("snmpget", ["-v2c", "-c", "public", Address, "1.3.6.1.2.1.1.5.0"], Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("MD5", null)]
    [InlineData("MD5", "DES")]
    [InlineData("SHA", "AES")]
    [InlineData("SHA-224", "AES-192")]
    [InlineData("SHA-256", "AES-256")]
    [InlineData("SHA-384", "AES-192-C")]
    [InlineData("SHA-512", "AES-256-C")]
    public async Task Answers_the_users_of_snmpget(string? auth, string? privacy)
    {
        var text = await NetSnmp.RunAsync("snmpget", [.. NetSnmp.User(UserName(auth, privacy), auth, privacy), Address, "1.3.6.1.2.1.1.5.0"], Cancelled);

        Assert.Equal(".1.3.6.1.2.1.1.5.0 = STRING: \"our agent\"", text);
    }

    [Fact]
    public async Task Tells_Net_SNMP_what_is_wrong_with_a_user()
    {
        async Task<string> Get(params string[] user) => await NetSnmp.RunAsync("snmpget", [.. user, Address, "1.3.6.1.2.1.1.5.0"], Cancelled);

        Assert.Contains("Unknown user name", await Get(NetSnmp.User("nobody")), StringComparison.Ordinal);
        Assert.Contains("Authentication failure", await Get("-v3", "-u", "MD5_", "-l", "authNoPriv", "-a", "MD5", "-A", "another-password"), StringComparison.Ordinal);
        Assert.Contains("Unsupported security level", await Get("-v3", "-u", "MD5_", "-l", "authPriv", "-a", "MD5", "-A", SnmpdServer.AuthPassword, "-x", "DES", "-X", "whatever-it-is"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_contexts_apart_and_knows_which_there_are()
    {
        Assert.Contains("in a context", await NetSnmp.RunAsync("snmpget", [.. NetSnmp.User("_"), "-n", "vlan7", Address, "1.3.6.1.2.1.1.5.0"], Cancelled), StringComparison.Ordinal);
        Assert.DoesNotContain("our agent", await NetSnmp.RunAsync("snmpget", [.. NetSnmp.User("_"), "-n", "vlan8", Address, "1.3.6.1.2.1.1.5.0"], Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AuthProtocol.Md5)]
    [InlineData(AuthProtocol.Sha1)]
    [InlineData(AuthProtocol.Sha512)]
    public async Task Speaks_3DES_with_our_client_as_Net_SNMP_does_not(AuthProtocol auth)
    {
        var user = new UsmUser("triple", auth, SnmpdServer.AuthPassword, PrivacyProtocol.TripleDes, SnmpdServer.PrivacyPassword);
        await using var agent = SnmpAgent.Start(
            new SnmpAgentOptions { Users = new Dictionary<UsmUser, SnmpAccess> { [user] = SnmpAccess.ReadOnly } }, Objects("3DES"), TimeProvider.System);
        using var client = new SnmpClient(new SnmpClientOptions(), TimeProvider.System);

        var result = await client.GetAsync(new SnmpTarget(agent.EndPoint, SnmpCredential.User(user)), [s_name], Cancelled);
        var wrong = new UsmUser("triple", auth, SnmpdServer.AuthPassword, PrivacyProtocol.TripleDes, "another-password");
        var refused = await client.GetAsync(new SnmpTarget(agent.EndPoint, SnmpCredential.User(wrong)), [s_name], Cancelled);

        Assert.Equal("3DES", Assert.Single(result.VarBinds).Value.ToText());
        Assert.Equal(SnmpOutcome.DecryptionError, refused.Outcome);
    }

    [Fact]
    public async Task An_agent_that_was_started_anew_is_found_again()
    {
        var user = new UsmUser("boots", AuthProtocol.Sha256, SnmpdServer.AuthPassword);
        var options = new SnmpAgentOptions { Users = new Dictionary<UsmUser, SnmpAccess> { [user] = SnmpAccess.ReadOnly }, EngineBoots = 7 };
        using var client = new SnmpClient(new SnmpClientOptions { InitialTimeout = TimeSpan.FromMilliseconds(200), MinTimeout = TimeSpan.FromMilliseconds(100) }, TimeProvider.System);
        var agent = SnmpAgent.Start(options, Objects("before"), TimeProvider.System);
        var target = new SnmpTarget(agent.EndPoint, SnmpCredential.User(user));
        Assert.True((await client.GetAsync(target, [s_name], Cancelled)).Succeeded);

        // More boots, another engine, and fewer boots, which the time window refuses at first.
        foreach (var next in new[] { options with { EngineBoots = 8 }, options with { EngineId = Convert.FromHexString("8000000001020304") }, options with { EngineBoots = 2 } })
        {
            await agent.DisposeAsync();
            agent = SnmpAgent.Start(next with { EndPoint = target.EndPoint }, Objects("after"), TimeProvider.System);
            var result = await client.GetAsync(target, [s_name], Cancelled);
            Assert.True(result.Succeeded, $"{result} with boots {next.EngineBoots}");
        }

        await agent.DisposeAsync();
    }

    [Fact]
    public async Task A_thousand_agents_answer_from_one_process()
    {
        var agents = new List<SnmpAgent>();
        try
        {
            var objects = Objects("one of a thousand");
            for (var i = 0; i < 1000; i++)
            {
                agents.Add(SnmpAgent.Start(Options(new IPAddress(new byte[] { 127, 1, (byte)(i / 250), (byte)(1 + (i % 250)) })), objects, TimeProvider.System));
            }

            using var client = new SnmpClient(new SnmpClientOptions(), TimeProvider.System);
            var results = await Task.WhenAll(agents.Select(agent =>
                client.GetAsync(new SnmpTarget(agent.EndPoint, SnmpCredential.Community("public")), [s_name], Cancelled).AsTask()));

            Assert.All(results, result => Assert.True(result.Succeeded, result.ToString()));
        }
        finally
        {
            await Task.WhenAll(agents.Select(agent => agent.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public void Fifty_thousand_spoiled_requests_are_survived_and_the_next_one_answered()
    {
        var responder = new Responder(Options(IPAddress.Loopback), Objects("x"), TimeProvider.System);
        var good = new CommunityMessage(SnmpVersion.V2c, "public"u8.ToArray(), new SnmpPdu { Type = PduType.GetBulkRequest, RequestId = 1, ErrorIndex = int.MaxValue, VarBinds = [new VarBind(s_system), new VarBind(s_ifEntry)] }).Encode();
        var buffer = new byte[512];
        var start = V3Codec.Write(buffer, new V3Envelope { MessageId = 1, EngineId = [], Keys = UsmKeys.None, IsReportable = true }, PduType.GetRequest, 1, 0, 0, []);
        byte[][] requests = [good, buffer[start..]];
        for (var seed = 0; seed < 50_000; seed++)
        {
            responder.Respond(new MessageGenerator(seed).Spoil(requests[seed % 2]));
        }

        Assert.InRange(responder.Respond(good).Length, 500, 1472);
        Assert.NotEqual(0, responder.Respond(requests[1]).Length);
    }

    private static string UserName(string? auth, string? privacy) => $"{auth}_{privacy}";

    private static SnmpAgentOptions Options(IPAddress address) => new()
    {
        EndPoint = new IPEndPoint(address, 0),
        Communities = new Dictionary<string, SnmpAccess>
        {
            ["public"] = new(new SnmpView([Oid.Parse("1.3")], [s_secret]), SnmpView.None),
            ["private"] = SnmpAccess.ReadWrite,
        },
        Users = new[]
        {
            (AuthProtocol.None, PrivacyProtocol.None, "_"),
            (AuthProtocol.Md5, PrivacyProtocol.None, "MD5_"),
            (AuthProtocol.Md5, PrivacyProtocol.Des, "MD5_DES"),
            (AuthProtocol.Sha1, PrivacyProtocol.Aes128, "SHA_AES"),
            (AuthProtocol.Sha224, PrivacyProtocol.Aes192, "SHA-224_AES-192"),
            (AuthProtocol.Sha256, PrivacyProtocol.Aes256, "SHA-256_AES-256"),
            (AuthProtocol.Sha384, PrivacyProtocol.Aes192Reeder, "SHA-384_AES-192-C"),
            (AuthProtocol.Sha512, PrivacyProtocol.Aes256Reeder, "SHA-512_AES-256-C"),
        }.ToDictionary(user => new UsmUser(user.Item3, user.Item1, SnmpdServer.AuthPassword, user.Item2, SnmpdServer.PrivacyPassword), _ => SnmpAccess.ReadOnly),
        Contexts = new Dictionary<string, ISnmpObjects> { ["vlan7"] = Objects("in a context") },
    };

    private static SnmpObjectStore Objects(string name) => new(
    [
        new SnmpObject(s_system.Child(3, 0), SnmpValue.TimeTicks(1234)),
        new SnmpObject(s_secret, SnmpValue.OctetString("secret")),
        SnmpObject.Writable(s_name, SnmpValue.OctetString(name)),
        .. Enumerable.Range(1, 500).SelectMany(i => new[]
        {
            new SnmpObject(s_ifEntry.Child(1, (uint)i), SnmpValue.Integer32(i)),
            new SnmpObject(s_ifEntry.Child(2, (uint)i), SnmpValue.OctetString($"eth{i}")),
            new SnmpObject(s_ifEntry.Child(10, (uint)i), SnmpValue.Counter64(1ul << 40)),
        }),
    ]);
}
