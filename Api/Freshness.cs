using Nms.Contracts;
using Nms.Gns3;
using Nms.Projects;

namespace Nms.Api;

/// <summary>How fresh an answer is. Pure.</summary>
internal readonly record struct Freshness(DateTimeOffset? LastUpdate, bool Cached, double? AgeSeconds, bool Stale)
{
    /// <summary>The longest a model may go without being compared with GNS3.</summary>
    public static readonly TimeSpan LongestWithoutReconcile = TimeSpan.FromSeconds(300);

    public static Freshness Of(ProjectSnapshot project, DateTimeOffset now, bool cached = true) =>
        At(Later(project.ReconciledAt, project.ObservedAt), now, cached, !project.Live || IsOverdue(project, now));

    public static Freshness Of(ServerSnapshot server, DateTimeOffset now, bool cached = true) =>
        At(server.LastHeardAt ?? server.ReconciledAt, now, cached, !server.Connected);

    /// <summary>What was read from GNS3 for this very answer.</summary>
    public static Freshness Asked(DateTimeOffset now) => new(now, Cached: false, AgeSeconds: 0, Stale: false);

    /// <summary>The freshness of an answer made of several parts is that of its oldest.</summary>
    public static Freshness Oldest(IEnumerable<Freshness> parts)
    {
        Freshness? oldest = null;
        foreach (var part in parts)
        {
            oldest = oldest is not { } known ? part : new Freshness(
                known.LastUpdate < part.LastUpdate ? known.LastUpdate : part.LastUpdate,
                known.Cached || part.Cached,
                known.AgeSeconds > part.AgeSeconds ? known.AgeSeconds : part.AgeSeconds,
                known.Stale || part.Stale);
        }

        return oldest ?? new Freshness(null, Cached: true, null, Stale: false);
    }

    public static bool IsOverdue(ProjectSnapshot project, DateTimeOffset now) =>
        project.ReconciledAt is not { } reconciled || now - reconciled > LongestWithoutReconcile;

    public T Stamp<T>(T answer)
        where T : Answer
    {
        answer.LastUpdate = LastUpdate;
        answer.Cached = Cached;
        answer.AgeSeconds = AgeSeconds;
        answer.Stale = Stale;
        return answer;
    }

    private static Freshness At(DateTimeOffset? lastUpdate, DateTimeOffset now, bool cached, bool stale) =>
        new(lastUpdate, cached, lastUpdate is { } at ? Math.Round(Math.Max(0, (now - at).TotalSeconds), 3) : null, stale);

    private static DateTimeOffset Later(DateTimeOffset? first, DateTimeOffset second) => first is { } at && at > second ? at : second;
}
