using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Nms.Contracts;

namespace Nms.Api.Topology;

/// <summary>
/// A large answer serialised once per version, and compressed once when somebody wants it so. How fresh it is changes with
/// every answer and is put in front.
/// </summary>
internal sealed class RenderedAnswer
{
    private readonly byte[] _tail;
    private readonly Lazy<SplicedGzip> _gzip;

    public RenderedAnswer(string version, ReadOnlySpan<byte> json)
    {
        Version = version;
        _tail = [(byte)',', .. json[1..]];
        _gzip = new Lazy<SplicedGzip>(() => new SplicedGzip(_tail));
    }

    public string Version { get; }

    public int Size => _tail.Length + (_gzip.IsValueCreated ? _gzip.Value.Size : 0);

    public static RenderedAnswer Of<T>(string version, T answer)
        where T : Answer => new(version, JsonSerializer.SerializeToUtf8Bytes(answer, ApiJson.Options));

    public async Task WriteAsync(HttpContext context, Freshness freshness)
    {
        var headers = context.Response.Headers;
        var etag = EntityTag(freshness);
        headers.ETag = etag;
        headers.CacheControl = "no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (freshness.AgeSeconds is { } age)
        {
            headers.Age = ((long)age).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (Matches(context.Request.Headers.IfNoneMatch, etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var head = Head(freshness);
        context.Response.ContentType = "application/json; charset=utf-8";
        if (AcceptsGzip(context.Request))
        {
            headers.ContentEncoding = "gzip";
            await SendAsync(context, SplicedGzip.Head(head), _gzip.Value.Tail, _gzip.Value.Trailer(head));
        }
        else
        {
            await SendAsync(context, head, _tail, []);
        }
    }

    private static async Task SendAsync(HttpContext context, byte[] head, ReadOnlyMemory<byte> tail, byte[] trailer)
    {
        context.Response.ContentLength = head.Length + tail.Length + trailer.Length;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var body = context.Response.Body;
        await body.WriteAsync(head, context.RequestAborted);
        await body.WriteAsync(tail, context.RequestAborted);
        if (trailer.Length > 0)
        {
            await body.WriteAsync(trailer, context.RequestAborted);
        }
    }

    // A weak tag: the age in the body moves while the content stays.
    private string EntityTag(Freshness freshness) => freshness.Stale ? $"W/\"{Version}-stale\"" : $"W/\"{Version}\"";

    private static bool Matches(Microsoft.Extensions.Primitives.StringValues given, string etag)
    {
        foreach (var line in given)
        {
            if (line is not null
                && (line.AsSpan().Trim() is "*" || line.Split(',').Any(tag => tag.AsSpan().Trim().TrimStart("W/").SequenceEqual(etag.AsSpan(2)))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AcceptsGzip(HttpRequest request)
    {
        if (request.Headers.AcceptEncoding.Count == 0)
        {
            return false;
        }

        return request.GetTypedHeaders().AcceptEncoding
            .Any(encoding => encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);
    }

    private static byte[] Head(Freshness freshness)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(freshness, ApiJson.Options);
        return head[..^1];
    }
}
