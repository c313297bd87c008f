using System.Net;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Http;
using Nms.Events.Streams;
using Nms.Silo.Telemetry;
using Nms.Storage;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Nms.Silo.Hosting;

/// <summary>The Orleans silo: alone on SQLite, or one of a cluster on Redis and PostgreSQL.</summary>
internal static class SiloHosting
{
    private const string DashboardPath = "/admin/orleans";
    private const int DefaultSiloPort = 11111;
    private const int DefaultGatewayPort = 30000;

    public static void UseSilo(this WebApplicationBuilder builder, SiloSettings settings)
    {
        builder.UseOrleans(silo =>
        {
            if (settings.Cluster is { } cluster)
                JoinCluster(silo, settings, cluster);
            else
                StandAlone(silo, settings);

            silo.AddSecrets(builder.Configuration);
            silo.AddNmsStreams();
            silo.AddNmsGrains(builder.Configuration);

            if (TelemetryHosting.IsTracing(builder.Configuration))
                silo.AddActivityPropagation();
            if (settings.DashboardEnabled)
                silo.AddDashboard(dashboard => dashboard.HideTrace = true);
        });
    }

    public static void MapDashboard(this WebApplication app, SiloSettings settings)
    {
        if (settings.DashboardEnabled)
            app.MapOrleansDashboard(routePrefix: DashboardPath).Require(Permissions.PlatformManage).ServesForeignPage().ExcludeFromDescription();
    }

    private static void StandAlone(ISiloBuilder silo, SiloSettings settings)
    {
        silo.UseLocalhostClustering(
            settings.SiloPort ?? LocalPorts.PreferOrFree(IPAddress.Loopback, DefaultSiloPort),
            settings.GatewayPort ?? LocalPorts.PreferOrFree(IPAddress.Loopback, DefaultGatewayPort),
            serviceId: settings.ServiceId,
            clusterId: settings.ClusterId);
        silo.AddEmbeddedStorage(settings.DataFolder);
    }

    private static void JoinCluster(ISiloBuilder silo, SiloSettings settings, ClusterSettings cluster)
    {
        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = settings.ClusterId;
            options.ServiceId = settings.ServiceId;
        });
        silo.Configure<EndpointOptions>(options =>
        {
            options.SiloPort = settings.SiloPort ?? DefaultSiloPort;
            options.GatewayPort = settings.GatewayPort ?? DefaultGatewayPort;
            options.AdvertisedIPAddress = settings.AdvertisedAddress ?? options.AdvertisedIPAddress;
        });

        silo.AddClusterMembership(cluster.Redis);
        silo.AddClusterStorage(cluster.Postgres, cluster.Redis);
    }
}
