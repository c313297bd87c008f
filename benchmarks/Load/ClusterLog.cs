namespace Nms.Load;

/// <summary>The platform's log on PostgreSQL.</summary>
internal static class ClusterLog
{
    public static Task<IAppender> OpenAsync(string server, TimeProvider time) =>
        throw new NotSupportedException($"{server} {time}");
}
