using Nms.Consoles;
using Nms.Testing.Servers;

namespace Nms.Protocols.Consoles.Tests.Sessions;

/// <summary>The bytes of a VPCS 0.8.3 behind a GNS3 2.2.59 server, as they were recorded, told again.</summary>
public sealed class RecordedConsoleTests
{
    private const string Greeting = "fffb01fffb03fffb00fffd00";
    private const string Prompt = "0d0a0d5043313e20";

    private static readonly Dictionary<string, string> s_answers = new(StringComparer.Ordinal)
    {
        [""] = Prompt,
        ["show ip"] = "0d0a0d0a4e414d4520202020202020203a205043315b315d0d0a49502f4d41534b20202020203a2031302e302e302e312f32340d0a4741544557415920202020203a20" +
            "3235352e3235352e3235352e300d0a444e532020202020202020203a200d0a4d41432020202020202020203a2030303a35303a37393a36363a36383a30300d0a4c504f525420" +
            "2020202020203a2032303030320d0a52484f53543a504f525420203a203132372e302e302e313a32303030330d0a4d54552020202020202020203a20313530300d0a" + Prompt,
        ["show arp"] = "0d0a0d0a30303a35303a37393a36363a36383a3031202031302e302e302e32206578706972657320696e203235207365636f6e6473200d0a" + Prompt,
        ["show version"] = "0d0a0d0d0a57656c636f6d6520746f205669727475616c2050432053696d756c61746f722c2076657273696f6e20302e382e330d0d0a44656469636174656420746f2044" +
            "616c696e672e0d0d0a" + Prompt,
        ["show ipv6"] = "0d0a42616420636f6d6d616e640d0a" + Prompt,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recorded_VPCS_is_recognised_and_read()
    {
        await using var console = ScriptedConsole.Start(async console =>
        {
            await console.WriteAsync(Convert.FromHexString(Greeting));
            while (true)
            {
                var line = "";
                for (var key = await console.ReadKeyAsync(); key != '\r'; key = await console.ReadKeyAsync())
                {
                    // VPCS echoes letters and keeps quiet about the keys it does not know.
                    if (key == '\x1b') await SkipSequenceAsync(console);
                    else if (key >= ' ')
                    {
                        line += key;
                        await console.WriteAsync(key.ToString());
                    }
                }

                await console.WriteAsync(Convert.FromHexString(s_answers[line]));
            }
        });
        await using var session = await ConsoleSession.OpenAsync(
            console.Endpoint, null, ConsoleCredentials.None, new ConsoleSessionOptions(), TimeProvider.System, Token);

        var facts = await session.ReadFactsAsync(Token);

        Assert.Same(ConsoleDialect.Vpcs, session.Dialect);
        Assert.Equal(("PC1", "0.8.3"), (facts.HostName, facts.Version));
        var only = Assert.Single(facts.Interfaces);
        Assert.Equal("005079666800", only.PhysicalAddress?.ToString());
        Assert.Equal("10.0.0.1/24", string.Join(' ', only.Addresses.Select(address => $"{address.Address}/{address.PrefixLength}")));
        Assert.Equal("10.0.0.2", Assert.Single(facts.Neighbours).Address.ToString());
    }

    private static async Task SkipSequenceAsync(ScriptedConsole console)
    {
        await console.ReadKeyAsync();
        await console.ReadKeyAsync();
    }
}
