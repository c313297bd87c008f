using Nms.Lab;
using Xunit;

namespace Nms.Testing.Servers;

/// <summary>One Lab with the campus topology for the tests of a class or an assembly; every port is the system's choice.</summary>
public sealed class LabServerFixture : IAsyncLifetime
{
    private LabServer? _lab;

    public LabServer Lab => _lab ?? throw new InvalidOperationException("The Lab has not been started.");

    public Uri Url => Lab.Url;

    public async ValueTask InitializeAsync()
        => _lab = await LabServer.StartAsync(Options, cancellationToken: CancellationToken.None);

    public ValueTask DisposeAsync() => _lab?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A Lab for tests: ports of the system's choice, and nodes that boot at once.</summary>
    public static LabOptions Options { get; } = new()
    {
        Port = 0,
        ConsolePortFrom = 0,
        BootTime = TimeSpan.FromMilliseconds(50),
        VpcsBootTime = TimeSpan.FromMilliseconds(10),
    };
}
