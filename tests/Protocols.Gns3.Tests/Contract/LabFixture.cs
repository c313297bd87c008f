using Nms.Lab;
using Nms.Testing.Servers;

namespace Nms.Protocols.Gns3.Tests.Contract;

/// <summary>One Lab without a topology, on ports of the system's choice, for the tests of a class.</summary>
public sealed class LabFixture : IAsyncLifetime
{
    private LabServer? _lab;

    public Uri Url => _lab!.Url;

    public async ValueTask InitializeAsync()
        => _lab = await LabServer.StartAsync(LabServerFixture.Options with { Topology = "empty" });

    public ValueTask DisposeAsync() => _lab?.DisposeAsync() ?? default;
}
