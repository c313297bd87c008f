namespace Nms.Gns3;

/// <summary>Every action a GNS3 2.2 server names in a notification.</summary>
/// <remarks>There is none for "node started": a change of status arrives as <see cref="NodeUpdated"/>, several times.</remarks>
public static class Gns3Actions
{
    /// <summary>First on each stream, then after 5 seconds without anything else.</summary>
    public const string Ping = "ping";

    /// <summary>Project stream; also for each node of a project that is opened or restored.</summary>
    public const string NodeCreated = "node.created";

    /// <summary>Project stream; also when nothing has changed.</summary>
    public const string NodeUpdated = "node.updated";

    /// <summary>Project stream; twice for one deletion, the first time with few members.</summary>
    public const string NodeDeleted = "node.deleted";

    /// <summary>Project stream; also for each link of a project that is opened or restored.</summary>
    public const string LinkCreated = "link.created";

    /// <summary>Project stream; may come before the link's creation.</summary>
    public const string LinkUpdated = "link.updated";

    /// <summary>Project stream; may name a link that was never there.</summary>
    public const string LinkDeleted = "link.deleted";

    /// <summary>Project stream.</summary>
    public const string DrawingCreated = "drawing.created";

    /// <summary>Project stream; without the shape when that did not change.</summary>
    public const string DrawingUpdated = "drawing.updated";

    /// <summary>Project stream.</summary>
    public const string DrawingDeleted = "drawing.deleted";

    /// <summary>Project stream, last of a restore; taking and deleting a snapshot is not told.</summary>
    public const string SnapshotRestored = "snapshot.restored";

    /// <summary>Controller stream.</summary>
    public const string ProjectCreated = "project.created";

    /// <summary>Controller stream.</summary>
    public const string ProjectUpdated = "project.updated";

    /// <summary>Controller stream; also when a closed project is about to be deleted, duplicated or restored.</summary>
    public const string ProjectOpened = "project.opened";

    /// <summary>Controller stream.</summary>
    public const string ProjectClosed = "project.closed";

    /// <summary>Controller stream.</summary>
    public const string ProjectDeleted = "project.deleted";

    /// <summary>Controller stream.</summary>
    public const string ComputeCreated = "compute.created";

    /// <summary>Controller stream, about once a second for each compute.</summary>
    public const string ComputeUpdated = "compute.updated";

    /// <summary>Controller stream.</summary>
    public const string ComputeDeleted = "compute.deleted";

    /// <summary>Controller stream.</summary>
    public const string TemplateCreated = "template.created";

    /// <summary>Controller stream.</summary>
    public const string TemplateUpdated = "template.updated";

    /// <summary>Controller stream.</summary>
    public const string TemplateDeleted = "template.deleted";

    /// <summary>Both streams: a message for people.</summary>
    public const string LogError = "log.error";

    /// <summary>Both streams: a message for people.</summary>
    public const string LogWarning = "log.warning";

    /// <summary>Both streams: a message for people.</summary>
    public const string LogInfo = "log.info";
}
