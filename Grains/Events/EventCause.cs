using System.Diagnostics;
using Nms.Status;

namespace Nms.Events;

/// <summary>
/// The request that is about to change something at GNS3. GNS3 tells of the change without saying why, so whoever hears it looks
/// here: the events then carry the request's correlation id and go on in its trace.
/// </summary>
internal sealed record EventCause(string? CorrelationId, string? TraceParent, DateTimeOffset Until)
{
    /// <summary>Changes that come later than this have another cause.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    /// <summary>Makes what the caller does from here on, until its method ends, a consequence of the request.</summary>
    public Activity? Enter()
    {
        if (CorrelationId is not null)
        {
            RequestContext.Set(WellKnownKeys.CorrelationId, CorrelationId);
        }

        return ActivityContext.TryParse(TraceParent, null, isRemote: true, out var parent)
            ? NmsTelemetry.Source.StartActivity("node change", ActivityKind.Internal, parent)
            : null;
    }
}
