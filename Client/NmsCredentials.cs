using System.Net.Http.Headers;
using System.Text;

namespace Nms.Client;

/// <summary>Who asks: an API key, a name and a password, or a bearer token.</summary>
public sealed class NmsCredentials
{
    private readonly Func<CancellationToken, ValueTask<AuthenticationHeaderValue>> _header;

    private NmsCredentials(Func<CancellationToken, ValueTask<AuthenticationHeaderValue>> header) => _header = header;

    /// <summary>An API key, which is what programs should use.</summary>
    public static NmsCredentials ApiKey(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var header = new AuthenticationHeaderValue("ApiKey", key);
        return new NmsCredentials(_ => ValueTask.FromResult(header));
    }

    /// <summary>A user's name and password, sent by HTTP Basic (RFC 7617).</summary>
    /// <exception cref="ArgumentException">The name is empty or holds a colon.</exception>
    public static NmsCredentials Basic(string name, string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException("A name must not hold a colon.", nameof(name));
        }

        var header = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        return new NmsCredentials(_ => ValueTask.FromResult(header));
    }

    /// <summary>A bearer token (RFC 6750), asked for anew at each call, so that whoever has it may renew it.</summary>
    public static NmsCredentials Bearer(Func<CancellationToken, ValueTask<string>> token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new NmsCredentials(async cancellationToken => new AuthenticationHeaderValue("Bearer", await token(cancellationToken).ConfigureAwait(false)));
    }

    internal ValueTask<AuthenticationHeaderValue> GetHeaderAsync(CancellationToken cancellationToken) => _header(cancellationToken);
}
