using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api;
using Nms.Events.Streams;
using Nms.Status;
using Nms.Storage;

namespace Nms.Load;

/// <summary>
/// The platform's routes over its grains with nothing before them: no sign-in, policies, limits, headers, metrics or correlation.
/// Composed here, so that the product has no such switch.
/// </summary>
internal static class OpenPeer
{
    public static async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{arguments[0]}");
        builder.Configuration["Gns3:Servers:default:Url"] = arguments[4];
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(Port(arguments[1]), Port(arguments[2]));
            silo.AddEmbeddedStorage(arguments[3]);
            silo.AddNmsStreams();
            silo.AddNmsGrains(builder.Configuration);
        });
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddSingleton<IPlatformHealth, NoHealth>();
        builder.Services.AddNmsApi(builder.Configuration);
        builder.Services.Configure<RouteOptions>(routes => routes.SuppressCheckForUnhandledSecurityMetadata = true);
        await using var app = builder.Build();
        var everybody = new Principal("user:benchmark", "benchmark", PrincipalKind.User, [new Grant([.. Permissions.All], null)]);
        app.Use(next => context =>
        {
            context.Features.Set(everybody);
            return next(context);
        });
        app.MapNmsApi();
        app.MapGet("/health/live", () => Results.Ok());
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static int Port(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed class NoHealth(TimeProvider time) : IPlatformHealth
    {
        public ValueTask<HealthSummary> GetAsync(CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new HealthSummary(HealthState.Ok, time.GetUtcNow(), []));
    }
}
