using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Lab.Faults;
using Nms.Lab.Wire;

namespace Nms.Lab.Notifications;

/// <summary>
/// Says what happened to whoever listens: one stream for the whole server, one for each project. Nothing is kept for
/// those who come later, and nothing is numbered.
/// </summary>
public sealed class NotificationHub
{
    private readonly ConcurrentDictionary<NotificationListener, byte> _listeners = [];
    private readonly LabFaults _faults;
    private readonly TimeProvider _time;
    private readonly Func<JsonObject> _load;

    internal NotificationHub(LabFaults faults, TimeProvider time, Func<JsonObject> load)
        => (_faults, _time, _load) = (faults, time, load);

    /// <summary>Listeners of the controller's stream.</summary>
    public int ControllerListeners => _listeners.Keys.Count(listener => listener.ProjectId is null);

    /// <summary>Listeners of one project's stream, by WebSocket and by HTTP.</summary>
    public int ProjectListeners(string projectId) => _listeners.Keys.Count(listener => listener.ProjectId == projectId);

    /// <summary>Closes the sockets of every listener at once, without a closing handshake.</summary>
    public void DropAll()
    {
        foreach (var listener in _listeners.Keys) listener.Drop();
    }

    internal NotificationListener Listen(string? projectId)
    {
        if (_listeners.Count >= LabLimits.Listeners)
            throw new LabRefusalException(StatusCodes.Status503ServiceUnavailable, $"The lab takes {LabLimits.Listeners} listeners at most");

        var listener = new NotificationListener(this, projectId, _time);
        _listeners.TryAdd(listener, 0);
        return listener;
    }

    internal void Leave(NotificationListener listener)
    {
        _listeners.TryRemove(listener, out _);
        listener.Dispose();
    }

    internal void ToController(string action, JsonObject entity) => Tell(listener => listener.ProjectId is null, action, entity);

    internal void ToProject(string projectId, string action, JsonObject entity)
        => Tell(listener => listener.ProjectId == projectId, action, entity);

    internal byte[] Ping() => Encode("ping", _load());

    private void Tell(Func<NotificationListener, bool> wanted, string action, JsonObject entity)
    {
        byte[]? message = null;
        foreach (var listener in _listeners.Keys.Where(wanted))
        {
            message ??= Encode(action, entity);
            foreach (var copy in _faults.OnNotification(message)) listener.Tell(copy);
        }
    }

    private static byte[] Encode(string action, JsonObject entity)
        => Encoding.UTF8.GetBytes(PythonJson.OneLine(new JsonObject { ["action"] = action, ["event"] = entity }));
}
