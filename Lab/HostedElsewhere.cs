namespace Nms.Lab;

/// <summary>Leaves signals alone: a Lab often lives inside another program, which decides when it ends.</summary>
internal sealed class HostedElsewhere : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
