namespace Nms.Silo.Hosting;

/// <summary>How long a graceful stop may take before what is left is cut off; nothing acknowledged is lost by that.</summary>
internal static class BoundedStop
{
    // Below the ten seconds that container engines wait before they kill.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(8);

    public static void StopInBoundedTime(this WebApplicationBuilder builder) =>
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = s_limit);
}
