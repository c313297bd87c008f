using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Nms.Load;

/// <summary>An Orleans silo with Kestrel beside it and nothing else: what the platform's process cannot be below.</summary>
internal static class BareSiloPeer
{
    public static async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{arguments[0]}");
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(Port(arguments[1]), Port(arguments[2]));
            silo.AddMemoryGrainStorageAsDefault();
            silo.Services.AddSingleton(TimeProvider.System);
        });
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static int Port(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
