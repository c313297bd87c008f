using Nms.Probes;
using Nms.Testing;

namespace Nms.Protocols.Probes.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public async Task The_example_sweeps_probes_and_traces_this_host()
    {
        var output = await ReadmeExample.RunAsync("Protocols/Probes/README.md", typeof(IcmpProber).Assembly.Location, [], TestContext.Current.CancellationToken);

        Assert.Contains("127.0.0.1 after ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.128 after ", output, StringComparison.Ordinal);
        Assert.Contains("1 127.0.0.1 0", output, StringComparison.Ordinal);
    }
}
