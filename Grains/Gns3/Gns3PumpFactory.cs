using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Status;

namespace Nms.Gns3;

/// <summary>Makes the listener of a server.</summary>
internal sealed class Gns3PumpFactory(
    IGrainFactory grains, QueueGauges queues, IOptions<Gns3Options> options, TimeProvider time, Func<double> jitter, ILogger<Gns3NotificationPump> logger)
{
    public Gns3NotificationPump Create(Gns3Connection connection) => new(connection, grains, queues, options.Value, time, jitter, logger);
}
