using System.Net.WebSockets;
using Nms.Lab.Wire;

namespace Nms.Lab.Console;

/// <summary>The console over a WebSocket: the same bytes as over telnet, for clients in a browser.</summary>
internal sealed class ConsoleEndpoints(LabState state)
{
    public void Map(LabRoutes routes)
        => routes.Raw("GET", "/projects/{project_id}/nodes/{node_id}/console/ws", ServeAsync);

    private async Task<LabAnswer?> ServeAsync(LabRequest request)
    {
        Machine? machine;
        lock (state.Gate) machine = state.Machines.Find(state.Node(request.ProjectId, request.NodeId));
        if (!request.Http.WebSockets.IsWebSocketRequest) throw LabRefusalException.BadRequest("Can \"Upgrade\" only to \"WebSocket\".");

        using var socket = await request.Http.WebSockets.AcceptWebSocketAsync();
        // The real server accepts first and then finds nobody to connect to.
        if (machine is not null)
        {
            var client = new ConsoleClient(
                (bytes, cancellationToken) => socket.SendAsync(bytes, WebSocketMessageType.Binary, true, cancellationToken),
                async (buffer, cancellationToken) => (await socket.ReceiveAsync(buffer, cancellationToken)).Count);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, machine.Running);
            await client.ServeAsync(machine.Terminal, over.Token);
        }

        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, request.Aborted);
        return null;
    }
}
