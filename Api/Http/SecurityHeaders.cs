using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Nms.Api.Http;

/// <summary>
/// Puts on every answer, errors included, what keeps a browser from using it otherwise than meant. What a handler has set
/// itself stays, the content policy excepted.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, IOptions<EdgeOptions> options)
{
    private readonly string? _hsts = options.Value.HttpsOnly
        ? string.Create(CultureInfo.InvariantCulture, $"max-age={options.Value.HstsMaxAge.TotalSeconds:0}")
        : null;

    public Task InvokeAsync(HttpContext context)
    {
        // The endpoint is known here and no longer when an exception is being answered.
        var policy = context.GetEndpoint()?.Metadata.GetMetadata<ContentPolicy>() ?? Unrouted(context.Request.Path);
        context.Response.OnStarting(static state =>
        {
            var (response, policy, hsts) = ((HttpResponse, ContentPolicy, string?))state;
            Apply(response, policy, hsts);
            return Task.CompletedTask;
        }, (context.Response, policy, _hsts));
        return next(context);
    }

    // Swagger UI is no endpoint but files of a middleware.
    private static ContentPolicy Unrouted(PathString path) =>
        path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase) ? ContentPolicy.ForeignPage : ContentPolicy.Nothing;

    private static void Apply(HttpResponse response, ContentPolicy policy, string? hsts)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = policy.Text;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        if (headers.CacheControl.Count == 0)
        {
            // Whoever wants an answer kept says so: topologies and pages do. Credentials never are.
            headers.CacheControl = "no-store";
        }

        if (hsts is not null && response.HttpContext.Request.IsHttps)
        {
            headers.StrictTransportSecurity = hsts;
        }
    }
}
