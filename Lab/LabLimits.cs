namespace Nms.Lab;

/// <summary>What the Lab refuses to grow beyond. The real server has none of these limits.</summary>
public static class LabLimits
{
    /// <summary>The largest body of a request; more is answered 413.</summary>
    public const long BodyBytes = 8 * 1024 * 1024;

    /// <summary>Nodes of one project; more is answered 409.</summary>
    public const int NodesPerProject = 5_000;

    /// <summary>Projects of one server; more is answered 409.</summary>
    public const int Projects = 500;

    /// <summary>Registered computes; more is answered 409.</summary>
    public const int Computes = 50;

    /// <summary>Snapshots of one project; more is answered 409.</summary>
    public const int SnapshotsPerProject = 100;

    /// <summary>Bytes of all files of one node or project; more is answered 409.</summary>
    public const int FileBytes = 4 * 1024 * 1024;

    /// <summary>Listeners of all notification streams together; more is answered 503.</summary>
    public const int Listeners = 1_000;

    /// <summary>Notifications that wait for one listener; a listener that falls further behind is disconnected.</summary>
    public const int QueuedNotifications = 100_000;

    /// <summary>Clients of one console; more are disconnected at once.</summary>
    public const int ConsoleClients = 32;

    /// <summary>Bytes of one line typed at a console; what is typed beyond is dropped.</summary>
    public const int ConsoleLine = 1_024;

    /// <summary>Bytes of output that wait for one console client; a client that falls further behind is disconnected.</summary>
    public const int ConsoleOutput = 1024 * 1024;
}
