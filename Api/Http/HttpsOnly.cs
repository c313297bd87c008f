using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;
using Nms.Api.Errors;

namespace Nms.Api.Http;

/// <summary>
/// Lets plain HTTP go no further where that is asked for. Pages are sent on; anything else is refused, because a program
/// that is sent on has shown its credentials already and would go on doing so unseen.
/// </summary>
internal sealed class HttpsOnly(RequestDelegate next, IOptions<EdgeOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Supervisors ask beside the proxy, where there is no certificate.
        if (context.Request.IsHttps || (context.Request.Path.StartsWithSegments("/health", out var check) && check.HasValue))
        {
            return next(context);
        }

        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location = UriHelper.BuildAbsolute("https", Host(context.Request), context.Request.PathBase, context.Request.Path, context.Request.QueryString);
            return Task.CompletedTask;
        }

        return Problem.WriteAsync(context, new ErrorAnswer(
            StatusCodes.Status403Forbidden, "https_required", $"This server is spoken to by HTTPS only, on port {options.Value.HttpsPort}."));
    }

    private HostString Host(HttpRequest request) =>
        options.Value.HttpsPort == 443 ? new HostString(request.Host.Host) : new HostString(request.Host.Host, options.Value.HttpsPort);
}
