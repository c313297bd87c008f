using System.Buffers;
using System.Net.Http.Headers;
using System.Text;

namespace Nms.Gns3;

/// <summary>How both the client and the notification reader reach a server.</summary>
internal static class Gns3Http
{
    /// <summary>How much of an answer with an error status is read.</summary>
    public const int LongestErrorBody = 64 * 1024;

    private const int FirstBuffer = 64 * 1024;

    public static HttpClient CreateClient(Gns3ClientOptions options, HttpMessageHandler? handler)
    {
        var http = new HttpClient(handler ?? CreateHandler(options), disposeHandler: handler is null)
        {
            BaseAddress = BaseAddress(options),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("nms", "1.0"));
        http.DefaultRequestHeaders.Authorization = Authorization(options);
        return http;
    }

    /// <summary>Connections that live shorter than the server keeps idle ones (75 s), and never leave the address given.</summary>
    public static SocketsHttpHandler CreateHandler(Gns3ClientOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = options.AttemptTimeout,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = options.PooledConnectionLifetime,

        // An answer given up half-way, such as a notification stream, is not worth waiting for to save its connection.
        ResponseDrainTimeout = TimeSpan.Zero,
    };

    public static AuthenticationHeaderValue? Authorization(Gns3ClientOptions options)
        => options.User is null
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")));

    public static Uri BaseAddress(Gns3ClientOptions options)
    {
        var path = options.Url.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/v2", StringComparison.Ordinal))
            path = path[..^"/v2".Length];
        return new Uri(options.Url, $"{path}/v2/");
    }

    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>Reads the body, or gives null as soon as it is longer than allowed.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
            return null;

        // The announced length is only a promise: the buffer grows with what arrives.
        var promised = content.Headers.ContentLength ?? FirstBuffer;
        var buffer = new ArrayBufferWriter<byte>((int)Math.Clamp(promised, 1, FirstBuffer));
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer.GetMemory(), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return buffer.WrittenMemory;
                buffer.Advance(read);
                if (buffer.WrittenCount > maxBytes)
                    return null;
            }
        }
    }
}
