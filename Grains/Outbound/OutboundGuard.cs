using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Nms.Outbound;

/// <summary>
/// Checks where a connection really goes: the name is resolved once, every address is judged, and the socket is opened to
/// one of these. A name that resolves otherwise a moment later gains nothing.
/// </summary>
internal sealed class OutboundGuard : IOutboundGuard, IDisposable
{
    private const int MostRedirects = 3;
    private const int MostBytes = 1 << 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly IHostResolver _resolver;
    private readonly ImmutableArray<IPNetwork> _forbidden;
    private readonly ImmutableArray<IPNetwork> _allowed;
    private readonly SocketsHttpHandler _handler;
    private readonly SocketsHttpHandler _direct;

    public OutboundGuard(IHostResolver resolver, IOptions<OutboundOptions> options)
    {
        _resolver = resolver;
        _forbidden = Networks(options.Value.Forbidden);
        _allowed = Networks(options.Value.Allowed);
        _handler = CreateHandler(followRedirects: true);
        _direct = CreateHandler(followRedirects: false);
    }

    public string? Complaint(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            return "must be an address that begins with http:// or https://";
        if (url.UserInfo.Length > 0)
            return "must not hold a user or password";
        if (url.Port is 0)
            return "must have a port other than 0";
        return IPAddress.TryParse(url.DnsSafeHost, out var address) ? Complaint(address) : null;
    }

    public string? Complaint(IPAddress address) => OutboundRules.Complaint(address, _forbidden, _allowed);

    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken = default)
    {
        if (OutboundRules.Spelling(host) is { } spelling)
        {
            throw Forbidden(host, spelling);
        }

        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await _resolver.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        // One forbidden address is enough: a name that mixes them was made to get past somebody.
        return addresses.Select(Complaint).FirstOrDefault(complaint => complaint is not null) is { } refused ? throw Forbidden(host, refused)
            : addresses.Length > 0 ? addresses
            : throw new SocketException((int)SocketError.HostNotFound);
    }

    public HttpClient CreateClient(bool followRedirects = true) =>
        new(followRedirects ? _handler : _direct, disposeHandler: false) { Timeout = s_longest, MaxResponseContentBufferSize = MostBytes };

    public void Dispose()
    {
        _handler.Dispose();
        _direct.Dispose();
    }

    private static ForbiddenException Forbidden(string host, string why) =>
        new("address_forbidden", $"{host} may not be spoken to: {why}. The networks are set by {OutboundOptions.Section}.");

    internal static ImmutableArray<IPNetwork> Networks(IReadOnlyList<string> texts) => [.. texts.Select(OutboundOptionsValidator.Read).OfType<IPNetwork>()];

    private SocketsHttpHandler CreateHandler(bool followRedirects) => new()
    {
        ConnectCallback = ConnectAsync,
        ConnectTimeout = s_patience,
        // A proxy would connect in our stead, to wherever it likes.
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = followRedirects,
        MaxAutomaticRedirections = MostRedirects,
        // A connection that stays open would outlive a change of what is forbidden by the name's own address.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 32,
        // Ids of our traces are none of a stranger's business.
        ActivityHeadersPropagator = null,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. addresses], context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
