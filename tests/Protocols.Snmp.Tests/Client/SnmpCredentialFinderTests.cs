using System.Net;
using Nms.Snmp;

namespace Nms.Protocols.Snmp.Tests.Client;

public sealed class SnmpCredentialFinderTests : IAsyncLifetime
{
    private static readonly UsmUser s_user = new("admin", AuthProtocol.Sha1, "password12");
    private static readonly SnmpCredential s_public = SnmpCredential.Community("public");
    private static readonly SnmpCredential s_secret = SnmpCredential.Community("secret");
    private static readonly SnmpCredential s_admin = SnmpCredential.User(s_user);
    private static readonly SnmpCredentialFinderOptions s_hurried = new() { Pause = TimeSpan.Zero, Retries = 0 };

    private readonly SnmpClient _client = new(
        new SnmpClientOptions { InitialTimeout = TimeSpan.FromMilliseconds(150), MinTimeout = TimeSpan.FromMilliseconds(150) }, TimeProvider.System);

    private readonly SnmpAgent _agent = SnmpAgent.Start(
        new SnmpAgentOptions
        {
            Communities = new Dictionary<string, SnmpAccess> { ["secret"] = SnmpAccess.ReadOnly },
            Users = new Dictionary<UsmUser, SnmpAccess> { [s_user] = SnmpAccess.ReadOnly },
        },
        new SnmpObjectStore([new SnmpObject(Oid.Parse("1.3.6.1.2.1.1.5.0"), SnmpValue.OctetString("x"))]),
        TimeProvider.System);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task The_first_that_works_is_found_and_remembered()
    {
        var finder = Finder(new SnmpCredentialRule(null, [s_public, s_secret, s_admin]));

        Assert.Equal(s_secret, (await finder.FindAsync(_agent.EndPoint, Cancelled))?.Credential);
        var sent = _client.Statistics.Sent;
        Assert.Equal(s_secret, (await finder.FindAsync(_agent.EndPoint, Cancelled))?.Credential);
        Assert.Equal(sent, _client.Statistics.Sent);
    }

    [Fact]
    public async Task Only_rules_of_the_agents_range_count()
    {
        var finder = Finder(new SnmpCredentialRule(IPNetwork.Parse("10.0.0.0/8"), [s_secret]), new SnmpCredentialRule(IPNetwork.Parse("127.0.0.0/8"), [s_admin]));

        Assert.Equal(s_admin, (await finder.FindAsync(_agent.EndPoint, Cancelled))?.Credential);
        Assert.Null(await Finder(new SnmpCredentialRule(IPNetwork.Parse("10.0.0.0/8"), [s_secret])).FindAsync(_agent.EndPoint, Cancelled));
    }

    [Fact]
    public async Task Nobody_is_locked_out_and_a_failure_is_not_repeated()
    {
        SnmpCredential Wrong(int i) => SnmpCredential.User(new UsmUser("admin", AuthProtocol.Sha1, $"wrong-password-{i}"));
        var finder = Finder(new SnmpCredentialRule(null, [Wrong(1), Wrong(2), Wrong(3), Wrong(4), s_admin]));

        Assert.Null(await finder.FindAsync(_agent.EndPoint, Cancelled));
        Assert.Null(await finder.FindAsync(_agent.EndPoint, Cancelled));

        // A discovery and two passwords.
        Assert.Equal(3, _client.Statistics.Sent);
    }

    [Fact]
    public async Task Searches_for_one_agent_share_a_run()
    {
        var finder = Finder(new SnmpCredentialRule(null, [s_public, s_secret]));

        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => finder.FindAsync(_agent.EndPoint, Cancelled)));

        Assert.All(found, target => Assert.Equal(s_secret, target?.Credential));
        Assert.Equal(2, _client.Statistics.Sent);
    }

    private SnmpCredentialFinder Finder(params SnmpCredentialRule[] rules) => new(_client, rules, s_hurried, TimeProvider.System);
}
