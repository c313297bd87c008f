using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Nms.Silo.Telemetry;

/// <summary>Tells whether a request brings the scrape key. Compared as digests, so that the time says neither how much nor how long.</summary>
internal sealed class ScrapeKey
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _digest;

    public ScrapeKey(IOptions<MetricsOptions> options)
    {
        var key = options.Value.ScrapeKeyFile is { } file ? File.ReadAllText(file).Trim() : options.Value.ScrapeKey;
        _digest = string.IsNullOrEmpty(key) ? null : Digest(key);
    }

    public bool IsIn(HttpRequest request)
    {
        if (_digest is null)
            return false;

        var header = request.Headers[HeaderNames.Authorization];
        return header.Count == 1
            && header[0] is { } value
            && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Digest(value[Scheme.Length..].Trim()), _digest);
    }

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
