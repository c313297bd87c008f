using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nms.Api.Errors;
using Nms.Api.Limits;

namespace Nms.Api.Http;

/// <summary>The outermost of the edge: who the client really is, what browsers may do, how long and how much is taken.</summary>
internal static class EdgePipeline
{
    private const int MostBodyBytes = 1 << 20;

    private static readonly string[] s_methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly string[] s_readableHeaders = ["ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After"];

    public static void AddEdge(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EdgeOptions>().Bind(configuration.GetSection(EdgeOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<EdgeOptions>, EdgeOptionsValidator>();
        services.Configure<SocketTransportOptions>(UnsentBytes.Limit);
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<EdgeOptions>>((kestrel, edge) => Limit(kestrel, edge.Value));
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<EdgeOptions>>((forwarded, edge) => Believe(forwarded, edge.Value));
        services.AddOptions<CorsOptions>().Configure<IOptions<EdgeOptions>>((cors, edge) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. edge.Value.CorsOrigins]).AllowAnyHeader().WithMethods(s_methods).WithExposedHeaders(s_readableHeaders)));
        services.AddCors();
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<EdgeOptions>>((timeouts, edge) => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = edge.Value.RequestTimeout,
            TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
        });
    }

    /// <summary>Before everything else, so that errors have these headers too and logs the client's address.</summary>
    public static void UseEdge(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<IOptions<EdgeOptions>>().Value;
        if (options.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UseMiddleware<SecurityHeaders>();
        if (options.HttpsOnly)
        {
            app.UseMiddleware<HttpsOnly>();
        }
    }

    /// <summary>Inside of what turns errors into answers.</summary>
    public static void UseRequestLimits(this IApplicationBuilder app)
    {
        app.UseMiddleware<QueryLimit>();
        app.UseKeptBodies();
        if (app.ApplicationServices.GetRequiredService<IOptions<EdgeOptions>>().Value.CorsOrigins.Count > 0)
        {
            app.UseCors();
        }

        app.UseRequestTimeouts();
    }

    private static void Limit(KestrelServerOptions kestrel, EdgeOptions edge)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = edge.MaxConnections;
        limits.MaxRequestBodySize = MostBodyBytes;
        limits.MaxRequestHeaderCount = 100;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        // A little more than a query may be, so that most that is too long is refused in words.
        limits.MaxRequestLineSize = 2 * QueryLimit.Longest;
        limits.RequestHeadersTimeout = edge.HeadersTimeout;
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    private static void Believe(ForwardedHeadersOptions forwarded, EdgeOptions edge)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // Each listed proxy is stepped over; the first address that is not listed is the client.
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in edge.TrustedProxies)
        {
            if (EdgeOptionsValidator.Network(proxy) is { } network)
            {
                forwarded.KnownIPNetworks.Add(network);
            }
        }
    }
}
