using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Nms.Api.Events;

/// <summary>Puts a <see cref="GatheringStream"/> under every WebSocket that is accepted later in the request, over HTTP/1.1 and HTTP/2.</summary>
internal sealed class GatheringUpgrade : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    private readonly IHttpUpgradeFeature? _upgrade;
    private readonly IHttpExtendedConnectFeature? _connect;

    private GatheringUpgrade(IHttpUpgradeFeature? upgrade, IHttpExtendedConnectFeature? connect) => (_upgrade, _connect) = (upgrade, connect);

    /// <summary>The connection, once it was upgraded.</summary>
    public GatheringStream? Stream { get; private set; }

    public bool IsUpgradableRequest => _upgrade?.IsUpgradableRequest ?? false;

    public bool IsExtendedConnect => _connect?.IsExtendedConnect ?? false;

    public string? Protocol => _connect?.Protocol;

    public static Task UseAsync(HttpContext context, RequestDelegate next)
    {
        var (upgrade, connect) = (context.Features.Get<IHttpUpgradeFeature>(), context.Features.Get<IHttpExtendedConnectFeature>());
        if (upgrade is { IsUpgradableRequest: true })
        {
            context.Features.Set<IHttpUpgradeFeature>(new GatheringUpgrade(upgrade, null));
        }
        else if (connect is { IsExtendedConnect: true })
        {
            context.Features.Set<IHttpExtendedConnectFeature>(new GatheringUpgrade(null, connect));
        }

        return next(context);
    }

    /// <summary>The connection of a request whose WebSocket was accepted.</summary>
    public static GatheringStream? StreamOf(HttpContext context) =>
        ((context.Features.Get<IHttpUpgradeFeature>() as GatheringUpgrade) ?? (context.Features.Get<IHttpExtendedConnectFeature>() as GatheringUpgrade))?.Stream;

    public async Task<Stream> UpgradeAsync() => Stream = new GatheringStream(await _upgrade!.UpgradeAsync());

    public async ValueTask<Stream> AcceptAsync() => Stream = new GatheringStream(await _connect!.AcceptAsync());
}
