using Microsoft.Extensions.Logging;

namespace Nms.Gns3;

/// <summary>
/// Makes sure, from every silo and every few seconds, that each configured server is listened to somewhere: when the silo
/// that did is gone, another takes over as soon as the cluster knows.
/// </summary>
internal sealed class Gns3ListenerStarter(
    IGrainFactory grains, IGns3Clients clients, TimeProvider time, ILogger<Gns3ListenerStarter> logger) : SiloWork(time, logger)
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(2);

    protected override Task RunAsync() => RepeatAsync("GNS3 servers", s_period, s_period, () =>
        BoundedFanOut.ForEachAsync(clients.Names, 1, name => TryAsync($"GNS3 server {name}", () => grains.Gns3Server(name).EnsureListeningAsync(Stopped))));
}
