using Nms.Snmp;
using Nms.Traps;

namespace Nms.Grains.Tests.Traps;

public sealed class TrapOptionsValidatorTests
{
    [Fact]
    public void Off_needs_nothing() => Assert.True(new TrapOptionsValidator().Validate(null, new TrapOptions()).Succeeded);

    [Theory]
    [InlineData("127.0.0.1:10162")]
    [InlineData("0.0.0.0:162")]
    [InlineData("[::]:162")]
    [InlineData("127.0.0.1:0")]
    public void An_address_with_a_port_is_taken(string listen) => Assert.Empty(Mistakes(options => options.Listen = [listen]));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("fe80::0")]
    [InlineData("localhost:162")]
    [InlineData("127.0.0.1:99999")]
    [InlineData("")]
    public void Anything_else_is_not(string listen) => Assert.Contains("Nms:Traps:Listen:0", Assert.Single(Mistakes(options => options.Listen = [listen])), StringComparison.Ordinal);

    [Fact]
    public void Somebody_has_to_be_believed() =>
        Assert.StartsWith("Nms:Traps:Enabled", Assert.Single(Mistakes(options => options.Communities = [])), StringComparison.Ordinal);

    [Fact]
    public void A_secret_that_is_too_short_is_named_and_not_told()
    {
        var mistake = Assert.Single(Mistakes(options => options.Users = [new TrapUserOptions { Name = "one", AuthProtocol = AuthProtocol.Sha256, AuthPassword = "hush-me" }]));

        Assert.StartsWith("Nms:Traps:Users:0", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-me", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("80001F88", false)]
    [InlineData("80001F8880", true)]
    [InlineData("80001F888G", false)]
    public void An_engine_id_is_five_bytes_and_more(string id, bool isOne) => Assert.Equal(isOne, Mistakes(options => options.EngineId = id) is []);

    private static IReadOnlyList<string> Mistakes(Action<TrapOptions> change)
    {
        var options = new TrapOptions { Enabled = true, Communities = ["public"] };
        change(options);
        return [.. new TrapOptionsValidator().Validate(null, options).Failures ?? []];
    }
}
