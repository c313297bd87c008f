using System.Net.WebSockets;
using Nms.Lab.Projects;
using Nms.Lab.Wire;

namespace Nms.Lab.Notifications;

/// <summary>
/// The two streams, each by WebSocket (one text frame a message) and by HTTP (one line a message). When the last
/// listener of a project that closes by itself has left, the project is closed five seconds later.
/// </summary>
internal sealed class NotificationEndpoints(LabState state, ProjectCommands projects, CancellationToken stopping)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public void Map(LabRoutes routes)
    {
        routes.Raw("GET", "/notifications", request => HttpAsync(routes, request, null));
        routes.Raw("GET", "/notifications/ws", request => WebSocketAsync(request, null));
        routes.Raw("GET", "/projects/{project_id}/notifications", request => HttpAsync(routes, request, Project(request)));
        routes.Raw("GET", "/projects/{project_id}/notifications/ws", request => WebSocketAsync(request, Project(request)));
    }

    private LabProject Project(LabRequest request)
    {
        lock (state.Gate) return state.Project(request.ProjectId);
    }

    private async Task<LabAnswer?> HttpAsync(LabRoutes routes, LabRequest request, LabProject? project)
    {
        var path = project is null ? "/notifications" : "/projects/{project_id}/notifications";
        routes.Describe(request.Http, path, StatusCodes.Status200OK);
        request.Http.Response.ContentType = "application/json";
        await ListenAsync(request, project, async (message, cancellationToken) =>
        {
            await request.Http.Response.Body.WriteAsync(message, cancellationToken);
            await request.Http.Response.Body.WriteAsync("\n"u8.ToArray(), cancellationToken);
            await request.Http.Response.Body.FlushAsync(cancellationToken);
        });
        return null;
    }

    private async Task<LabAnswer?> WebSocketAsync(LabRequest request, LabProject? project)
    {
        if (!request.Http.WebSockets.IsWebSocketRequest)
            return new LabAnswer(StatusCodes.Status400BadRequest, "No WebSocket UPGRADE hdr: None\n Can \"Upgrade\" only to \"WebSocket\".");

        using var socket = await request.Http.WebSockets.AcceptWebSocketAsync();
        using var left = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted);
        var reading = ReadToEndAsync(socket, left);
        await ListenAsync(request, project, (message, cancellationToken) => socket.SendAsync(message, WebSocketMessageType.Text, true, cancellationToken), left.Token);
        await left.CancelAsync();
        await reading;
        return null;
    }

    private async Task ListenAsync(
        LabRequest request, LabProject? project, Func<byte[], CancellationToken, Task> send, CancellationToken left = default)
    {
        var listener = state.Notifications.Listen(project?.Id);
        try
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, listener.Dropped, left, stopping);
            while (await listener.NextAsync(ending.Token) is { } message) await send(message, ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // However a stream ends, what follows is the same.
        }
        finally
        {
            var dropped = listener.Dropped.IsCancellationRequested;
            state.Notifications.Leave(listener);
            if (dropped) request.Http.Abort();
            if (project is { AutoClose: true } && !stopping.IsCancellationRequested) _ = CloseUnheardAsync(project);
        }
    }

    /// <summary>Whether the project closes by itself was decided when the listener left; only a new listener saves it now.</summary>
    private async Task CloseUnheardAsync(LabProject project)
    {
        try
        {
            await Task.Delay(Grace, state.Time, stopping);
        }
        catch (OperationCanceledException)
        {
            // The Lab itself is going.
            return;
        }

        if (state.Notifications.ProjectListeners(project.Id) == 0) projects.Close(project);
    }

    /// <summary>Notices that the client goes; whatever it says is ignored, as in the real server.</summary>
    private static async Task ReadToEndAsync(WebSocket socket, CancellationTokenSource left)
    {
        var buffer = new byte[4096];
        try
        {
            while ((await socket.ReceiveAsync(buffer, left.Token)).MessageType != WebSocketMessageType.Close)
            {
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, left.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // A client may also vanish without a word.
        }

        await left.CancelAsync();
    }
}
