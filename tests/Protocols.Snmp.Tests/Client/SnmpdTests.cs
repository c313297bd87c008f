using Nms.Snmp;
using Nms.Testing.Servers;

namespace Nms.Protocols.Snmp.Tests.Client;

/// <summary>Our client against Net-SNMP's agent.</summary>
public sealed class SnmpdTests(SnmpdServer snmpd) : IDisposable
{
    private static readonly Oid s_system = Oid.Parse("1.3.6.1.2.1.1");
    private static readonly Oid s_name = Oid.Parse("1.3.6.1.2.1.1.5.0");
    private static readonly Oid s_contact = Oid.Parse("1.3.6.1.2.1.1.4.0");
    private static readonly Oid s_nothing = Oid.Parse("1.3.6.1.2.1.1.99.0");
    private static readonly Oid s_ifEntry = Oid.Parse("1.3.6.1.2.1.2.2.1");

    private readonly SnmpClient _client = new(new SnmpClientOptions(), TimeProvider.System);

    public static TheoryData<string> Credentials
    {
        get
        {
            var names = new TheoryData<string>("v1", "v2c", "none");
            foreach (var auth in SnmpdServer.AuthProtocols)
            {
                names.Add(auth);
                foreach (var privacy in SnmpdServer.PrivacyProtocols)
                {
                    names.Add($"{auth} {privacy}");
                }
            }

            return names;
        }
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Theory]
    [MemberData(nameof(Credentials))]
    public async Task Reads_walks_and_writes_with_every_version_and_protocol(string credential)
    {
        var target = await TargetAsync(credential);

        var got = await _client.GetAsync(target, [s_name, s_nothing], Cancelled);
        Assert.True(got.Succeeded, got.ToString());
        Assert.Equal("referee", got.VarBinds[0].Value.ToText());
        Assert.False(got.VarBinds[1].Value.Exists);

        var walk = await _client.WalkAsync(target, s_system, cancellationToken: Cancelled);
        Assert.True(walk.IsComplete, $"{walk.End} {walk.Outcome} {walk.ErrorStatus}");
        Assert.True(walk.VarBinds.Count > 8, $"{walk.VarBinds.Count}");
        Assert.All(walk.VarBinds, varBind => Assert.True(varBind.Oid.StartsWith(s_system)));

        var written = await _client.SetAsync(target, [new VarBind(s_contact, SnmpValue.OctetString($"by {credential}"))], Cancelled);
        Assert.True(written.Succeeded, written.ToString());
        var read = await _client.GetAsync(target, [s_contact], Cancelled);
        Assert.Equal($"by {credential}", read.VarBinds[0].Value.ToText());
    }

    [Fact]
    public async Task Columns_become_rows()
    {
        var target = await TargetAsync("v2c");

        var table = await _client.GetTableAsync(target, [s_ifEntry.Child(1), s_ifEntry.Child(2), s_ifEntry.Child(10)], cancellationToken: Cancelled);

        Assert.True(table.IsComplete);
        Assert.Contains(table.Rows, row => row.Values[1].ToText() == "lo");
        Assert.All(table.Rows, row =>
        {
            Assert.True(row.Values[0].TryGetInt32(out var index));
            Assert.Equal([(uint)index], row.Index);
            Assert.Equal(SnmpType.Counter32, row.Values[2].Type);
        });
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2c")]
    public async Task A_whole_agent_is_walked_in_order(string version)
    {
        var walk = await _client.WalkAsync(await TargetAsync(version), Oid.Parse("1.3.6.1.2.1"), new SnmpWalkOptions { MaxVarBinds = 1500 }, Cancelled);

        Assert.Contains(walk.End, new[] { SnmpWalkEnd.Complete, SnmpWalkEnd.LimitReached });
        Assert.True(walk.VarBinds.Zip(walk.VarBinds.Skip(1)).All(pair => pair.First.Oid < pair.Second.Oid));
        Assert.True(walk.VarBinds.Count > 100);
    }

    [Fact]
    public async Task A_walk_of_an_instance_gives_the_instance()
    {
        var walk = await _client.WalkAsync(await TargetAsync("v2c"), s_name, cancellationToken: Cancelled);

        Assert.Equal("referee", Assert.Single(walk.VarBinds).Value.ToText());
    }

    [Fact]
    public async Task What_the_agent_refuses_is_an_error_status()
    {
        var result = await _client.SetAsync(await TargetAsync("v2c"), [new VarBind(Oid.Parse("1.3.6.1.2.1.1.3.0"), SnmpValue.TimeTicks(1))], Cancelled);

        Assert.Equal((SnmpOutcome.Answered, SnmpErrorStatus.NotWritable, 1), (result.Outcome, result.ErrorStatus, result.ErrorIndex));
    }

    [Fact]
    public async Task A_wrong_community_is_silence()
    {
        using var impatient = new SnmpClient(new SnmpClientOptions { InitialTimeout = TimeSpan.FromMilliseconds(50), MinTimeout = TimeSpan.FromMilliseconds(50), Retries = 1 }, TimeProvider.System);
        var target = new SnmpTarget(await EndPointAsync(), SnmpCredential.Community("wrong"));

        var result = await impatient.GetAsync(target, [s_name], Cancelled);

        Assert.Equal((SnmpOutcome.TimedOut, 2), (result.Outcome, result.Attempts));
        Assert.Equal(1, impatient.Statistics.TimedOut);
    }

    [Fact]
    public async Task A_user_who_may_not_enter_is_told_why()
    {
        var endPoint = await EndPointAsync();
        async Task<SnmpOutcome> Ask(UsmUser user) => (await _client.GetAsync(new SnmpTarget(endPoint, SnmpCredential.User(user)), [s_name], Cancelled)).Outcome;

        Assert.Equal(SnmpOutcome.UnknownUser, await Ask(new UsmUser("nobody")));
        Assert.Equal(SnmpOutcome.WrongDigest, await Ask(new UsmUser(SnmpdServer.UserName("SHA", null), AuthProtocol.Sha1, "another-password")));
        Assert.Equal(SnmpOutcome.UnsupportedSecurityLevel, await Ask(new UsmUser("none", AuthProtocol.Sha1, "another-password")));
    }

    [Fact]
    public async Task A_wrong_privacy_password_is_silence_because_Net_SNMP_says_nothing()
    {
        using var impatient = new SnmpClient(new SnmpClientOptions { InitialTimeout = TimeSpan.FromMilliseconds(200), MinTimeout = TimeSpan.FromMilliseconds(50), Retries = 1 }, TimeProvider.System);
        var user = new UsmUser(SnmpdServer.UserName("SHA", "DES"), AuthProtocol.Sha1, SnmpdServer.AuthPassword, PrivacyProtocol.Des, "another-password");

        var result = await impatient.GetAsync(new SnmpTarget(await EndPointAsync(), SnmpCredential.User(user)), [s_name], Cancelled);

        Assert.Equal(SnmpOutcome.TimedOut, result.Outcome);
    }

    [Fact]
    public async Task Hundreds_of_requests_share_a_socket()
    {
        var target = await TargetAsync("v2c");

        var results = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => _client.GetAsync(target, [s_name], Cancelled).AsTask()));

        Assert.All(results, result => Assert.True(result.Succeeded, result.ToString()));
        Assert.Equal((0, 0), (_client.Statistics.InFlight, _client.Statistics.Queued));
    }

    private async Task<System.Net.IPEndPoint> EndPointAsync()
    {
        Assert.SkipWhen(snmpd.SkipReason is not null, snmpd.SkipReason ?? "");
        return await snmpd.GetEndPointAsync();
    }

    private async Task<SnmpTarget> TargetAsync(string name) => new(await EndPointAsync(), name.Split(' ') switch
    {
        ["v1"] => SnmpCredential.Community("private", SnmpVersion.V1),
        ["v2c"] => SnmpCredential.Community("private"),
        ["none"] => SnmpCredential.User(new UsmUser("none")),
        [var auth] => SnmpCredential.User(new UsmUser(SnmpdServer.UserName(auth, null), Auth(auth), SnmpdServer.AuthPassword)),
        [var auth, var privacy] => SnmpCredential.User(
            new UsmUser(SnmpdServer.UserName(auth, privacy), Auth(auth), SnmpdServer.AuthPassword, Privacy(privacy), SnmpdServer.PrivacyPassword)),
        _ => throw new ArgumentException(name),
    });

    private static AuthProtocol Auth(string name) => name switch
    {
        "MD5" => AuthProtocol.Md5,
        "SHA" => AuthProtocol.Sha1,
        "SHA-224" => AuthProtocol.Sha224,
        "SHA-256" => AuthProtocol.Sha256,
        "SHA-384" => AuthProtocol.Sha384,
        _ => AuthProtocol.Sha512,
    };

    private static PrivacyProtocol Privacy(string name) => name switch
    {
        "DES" => PrivacyProtocol.Des,
        "AES" => PrivacyProtocol.Aes128,
        "AES-192" => PrivacyProtocol.Aes192,
        "AES-256" => PrivacyProtocol.Aes256,
        "AES-192-C" => PrivacyProtocol.Aes192Reeder,
        _ => PrivacyProtocol.Aes256Reeder,
    };
}
