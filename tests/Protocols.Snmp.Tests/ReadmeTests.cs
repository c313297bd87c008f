using Nms.Snmp;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Protocols.Snmp.Tests;

public sealed class ReadmeTests(SnmpdServer snmpd)
{
    [Fact]
    public async Task The_example_walks_an_agent()
    {
        Assert.SkipWhen(snmpd.SkipReason is not null, snmpd.SkipReason ?? "");
        var agent = await snmpd.GetEndPointAsync();

        var output = await ReadmeExample.RunAsync(
            "Protocols/Snmp/README.md",
            typeof(SnmpClient).Assembly.Location,
            [
                ("IPAddress.Parse(\"192.0.2.1\")", $"IPEndPoint.Parse(\"{agent}\")"),
                ("\"admin\", AuthProtocol.Sha256", $"\"{SnmpdServer.UserName("SHA-256", "AES")}\", AuthProtocol.Sha256"),
            ],
            TestContext.Current.CancellationToken);

        Assert.Contains("ifDescr.1 = lo", output, StringComparison.Ordinal);
    }
}
