using System.Net;

namespace Nms.Protocols.Gns3.Tests.Contract;

/// <summary>A proxy that knows no WebSockets, as far as the client can tell.</summary>
internal sealed class NoWebSocketsHandler() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => request.Headers.Upgrade.Count > 0
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadRequest))
            : base.SendAsync(request, cancellationToken);
}
