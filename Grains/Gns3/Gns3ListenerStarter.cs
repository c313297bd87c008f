using Microsoft.Extensions.Logging;

namespace Nms.Gns3;

/// <summary>
/// Makes sure, from every silo and every few seconds, that each configured server is listened to somewhere: when the silo
/// that did is gone, another takes over as soon as the cluster knows.
/// </summary>
internal sealed partial class Gns3ListenerStarter(
    IGrainFactory grains, IGns3Clients clients, TimeProvider time, ILogger<Gns3ListenerStarter> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopped = new();
    private Task _running = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(Gns3ListenerStarter),
        ServiceLifecycleStage.Active,
        _ =>
        {
            _running = Task.Run(() => RunAsync(_stopped.Token), CancellationToken.None);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await _stopped.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

    public void Dispose() => _stopped.Dispose();

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var name in clients.Names)
            {
                try
                {
                    await grains.Gns3Server(name).EnsureListeningAsync(cancellationToken);
                }
                catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
                {
                    LogNotListening(failure, name);
                }
            }

            await Task.Delay(Period, time, cancellationToken);
        }
    }

    [LoggerMessage(1060, LogLevel.Warning, "Could not make sure that GNS3 server {Server} is listened to; trying again")]
    private partial void LogNotListening(Exception failure, string server);
}
