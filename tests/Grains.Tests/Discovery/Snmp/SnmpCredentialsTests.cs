using System.Net;
using System.Text.Json;
using Nms.Discovery.Snmp;
using Nms.Snmp;
using static Nms.Grains.Tests.Discovery.Snmp.SimulatedEquipment;

namespace Nms.Grains.Tests.Discovery.Snmp;

public sealed class SnmpCredentialsTests
{
    private static readonly Guid s_project = Guid.Parse("11111111-2222-3333-4444-555555555555");

    [Fact]
    public async Task Credentials_count_where_range_and_project_fit_and_are_told_by_name_only()
    {
        await using var agent = StartFor("s3cret-community");
        using var reader = new ReaderUnderTest(options => options.Credentials =
        [
            new SnmpCredentialOptions { Name = "elsewhere", Community = "s3cret-community", Ranges = ["192.168.0.0/16"] },
            new SnmpCredentialOptions { Name = "of the project", Community = "s3cret-community", Ranges = ["10.0.0.0/8"], Project = s_project },
        ]);

        var stranger = await reader.ReadAsync(agent.EndPoint, address: IPAddress.Parse("10.1.1.1"));
        var inventory = await reader.ReadAsync(agent.EndPoint, s_project, IPAddress.Parse("10.1.1.1"));

        Assert.Equal((0, 0, "No credential is for this address (Nms:Discovery:Snmp:Credentials)."), (stranger.Credentials, stranger.Requests, stranger.Failure));
        Assert.Equal(new AgentAccess("of the project", "2c", null), inventory.Access);
        Assert.Equal(IPAddress.Parse("10.1.1.1"), inventory.Address);
        Assert.DoesNotContain("s3cret", inventory.ToString() + string.Join(' ', inventory.Parts) + inventory.Access, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_worked_is_tried_first_and_forgotten_when_it_works_no_longer()
    {
        using var reader = new ReaderUnderTest(options => options.Credentials =
            [new SnmpCredentialOptions { Name = "first", Community = "one" }, new SnmpCredentialOptions { Name = "second", Community = "two" }]);
        IPEndPoint endPoint;
        await using (var agent = StartFor("two"))
        {
            endPoint = agent.EndPoint;
            var found = await reader.ReadAsync(endPoint);
            var again = await reader.ReadAsync(endPoint);
            Assert.Equal(("second", "second"), (found.Access?.Credential, again.Access?.Credential));
            Assert.InRange(again.Requests, 1, found.Requests - 3);
        }

        await using var replaced = StartFor("one", endPoint);

        Assert.Equal("first", (await reader.ReadAsync(endPoint)).Access?.Credential);
    }

    [Fact]
    public async Task What_its_own_configuration_lets_in_is_tried_last_and_told_by_where_it_stands()
    {
        await using var agent = StartFor("s3cret-community");
        using var reader = new ReaderUnderTest(options => (options.Timeout, options.Retries) = (TimeSpan.FromMilliseconds(500), 0));
        using var without = new ReaderUnderTest(options => (options.Timeout, options.Retries, options.TryConfigured) = (TimeSpan.FromMilliseconds(50), 0, false));
        var target = new SnmpAgentTarget(agent.EndPoint, agent.EndPoint.Address)
        {
            Configured = [new SnmpCredentialOptions { Name = "startup-config, line 9", Community = "s3cret-community" }],
        };

        var inventory = await reader.ReadAsync(target);
        var again = await reader.ReadAsync(target);

        Assert.Equal((2, "startup-config, line 9"), (inventory.Credentials, inventory.Access?.Credential));
        Assert.Equal("box", inventory.System?.Name);
        Assert.Equal("startup-config, line 9", again.Access?.Credential);
        Assert.Null((await reader.ReadAsync(agent.EndPoint)).Access);
        Assert.Equal((1, null), ((await without.ReadAsync(target)).Credentials, (await without.ReadAsync(target)).Access));
    }

    [Fact]
    public async Task Nobody_at_home_is_told_with_what_was_tried()
    {
        await using var agent = StartFor("another");
        using var reader = new ReaderUnderTest(options => (options.Timeout, options.Retries) = (TimeSpan.FromMilliseconds(50), 0));

        var inventory = await reader.ReadAsync(agent.EndPoint);

        Assert.Equal((null, 1, "1 credentials were tried and none was accepted: nobody answered."), (inventory.Access, inventory.Credentials, inventory.Failure));
    }

    [Fact]
    public void Settings_that_make_no_credential_are_refused_by_their_key_without_their_value()
    {
        var options = new SnmpDiscoveryOptions
        {
            MaxRows = 1,
            Credentials =
            [
                new SnmpCredentialOptions { Name = "a" },
                new SnmpCredentialOptions { Name = "a", Version = "4" },
                new SnmpCredentialOptions { Name = "b", User = "u", AuthProtocol = AuthProtocol.Sha1, AuthPassword = "s3cret", PrivacyProtocol = PrivacyProtocol.Aes128, PrivacyPassword = "s3cret" },
                new SnmpCredentialOptions { User = "u", Community = "s3cret", Ranges = ["10.0.0.0/33"] },
            ],
        };

        var result = new SnmpDiscoveryOptionsValidator().Validate(null, options);

        string[] keys = [":0:Community", ":1:Name", ":1:Version", ":2:AuthPassword", ":2:PrivacyPassword", ":3:Name", ":3:Community", ":3:Ranges:0"];
        Assert.Equal(keys.Length + 1, result.Failures!.Count());
        Assert.All(keys, key => Assert.Contains($"Nms:Discovery:Snmp:Credentials{key}", result.FailureMessage, StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret", result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", JsonSerializer.Serialize(result.Failures), StringComparison.Ordinal);
    }

    private static SnmpAgent StartFor(string community, IPEndPoint? endPoint = null) => Start(
        Store(SystemGroup("1.3.6.1.4.1.99999.1", "a box")), builder => builder.Options = builder.Options with
        {
            EndPoint = endPoint ?? builder.Options.EndPoint,
            Communities = new Dictionary<string, SnmpAccess> { [community] = SnmpAccess.ReadOnly },
        });
}
