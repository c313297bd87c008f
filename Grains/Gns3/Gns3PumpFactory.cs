using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nms.Gns3;

/// <summary>Makes the listener of a server.</summary>
internal sealed class Gns3PumpFactory(
    IGrainFactory grains, IOptions<Gns3Options> options, TimeProvider time, Func<double> jitter, ILogger<Gns3NotificationPump> logger)
{
    public Gns3NotificationPump Create(Gns3Connection connection) => new(connection, grains, options.Value, time, jitter, logger);
}
