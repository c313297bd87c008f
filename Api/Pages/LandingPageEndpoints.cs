using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nms.Api.Http;

namespace Nms.Api.Pages;

/// <summary>The page a newcomer sees first: five small files, embedded, that use the public API like anybody else.</summary>
internal static class LandingPageEndpoints
{
    private static readonly FrozenDictionary<string, (string ContentType, byte[] Content)> Files =
        new Dictionary<string, (string, byte[])>
        {
            ["/"] = ("text/html; charset=utf-8", Read("index.html")),
            ["/app.js"] = ("text/javascript; charset=utf-8", Read("app.js")),
            ["/session.js"] = ("text/javascript; charset=utf-8", Read("session.js")),
            ["/app.css"] = ("text/css; charset=utf-8", Read("app.css")),
            ["/favicon.svg"] = ("image/svg+xml", Read("favicon.svg")),
        }.ToFrozenDictionary();

    public static void MapLandingPage(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, file) in Files)
        {
            routes.MapGet(path, (HttpContext context) =>
            {
                // A new version of the program brings a new page: the browser asks each time, and it is small.
                context.Response.Headers.CacheControl = "no-cache";
                return TypedResults.Bytes(file.Content, file.ContentType);
            }).AllowAnonymous().ServesOwnPage().ExcludeFromDescription().WithSummary("Serves a file of the landing page.");
        }
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(LandingPageEndpoints).Assembly.GetManifestResourceStream($"Nms.Api.Pages.{name}")
            ?? throw new InvalidOperationException($"The page file {name} is not embedded.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
