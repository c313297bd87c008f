using Nms.Gns3;

namespace Nms.Protocols.Gns3.Tests;

/// <summary>Every call of the client that changes something.</summary>
internal static class Gns3CommandCalls
{
    public static IReadOnlyDictionary<string, Func<IGns3Client, CancellationToken, Task>> All { get; } = new Dictionary<string, Func<IGns3Client, CancellationToken, Task>>
    {
        ["create project"] = (client, cancelled) => client.CreateProjectAsync(new Gns3ProjectDraft { Name = "x" }, cancelled),
        ["update project"] = (client, cancelled) => client.UpdateProjectAsync(Guid.Empty, new Gns3ProjectChanges { Name = "x" }, cancelled),
        ["delete project"] = (client, cancelled) => client.DeleteProjectAsync(Guid.Empty, cancelled),
        ["open project"] = (client, cancelled) => client.OpenProjectAsync(Guid.Empty, cancelled),
        ["close project"] = (client, cancelled) => client.CloseProjectAsync(Guid.Empty, cancelled),
        ["duplicate project"] = (client, cancelled) => client.DuplicateProjectAsync(Guid.Empty, "x", cancellationToken: cancelled),
        ["create node"] = (client, cancelled) => client.CreateNodeAsync(Guid.Empty, new Gns3NodeDraft { Name = "x", NodeType = "vpcs" }, cancelled),
        ["update node"] = (client, cancelled) => client.UpdateNodeAsync(Guid.Empty, Guid.Empty, new Gns3NodeChanges { X = 1 }, cancelled),
        ["delete node"] = (client, cancelled) => client.DeleteNodeAsync(Guid.Empty, Guid.Empty, cancelled),
        ["duplicate node"] = (client, cancelled) => client.DuplicateNodeAsync(Guid.Empty, Guid.Empty, 0, 0, cancellationToken: cancelled),
        ["start node"] = (client, cancelled) => client.StartNodeAsync(Guid.Empty, Guid.Empty, cancelled),
        ["stop node"] = (client, cancelled) => client.StopNodeAsync(Guid.Empty, Guid.Empty, cancelled),
        ["suspend node"] = (client, cancelled) => client.SuspendNodeAsync(Guid.Empty, Guid.Empty, cancelled),
        ["reload node"] = (client, cancelled) => client.ReloadNodeAsync(Guid.Empty, Guid.Empty, cancelled),
        ["start all"] = (client, cancelled) => client.StartAllNodesAsync(Guid.Empty, cancelled),
        ["stop all"] = (client, cancelled) => client.StopAllNodesAsync(Guid.Empty, cancelled),
        ["suspend all"] = (client, cancelled) => client.SuspendAllNodesAsync(Guid.Empty, cancelled),
        ["reload all"] = (client, cancelled) => client.ReloadAllNodesAsync(Guid.Empty, cancelled),
        ["create link"] = (client, cancelled) => client.CreateLinkAsync(Guid.Empty, new Gns3LinkDraft { Nodes = [] }, cancelled),
        ["update link"] = (client, cancelled) => client.UpdateLinkAsync(Guid.Empty, Guid.Empty, new Gns3LinkChanges { Suspend = true }, cancelled),
        ["delete link"] = (client, cancelled) => client.DeleteLinkAsync(Guid.Empty, Guid.Empty, cancelled),
        ["start capture"] = (client, cancelled) => client.StartCaptureAsync(Guid.Empty, Guid.Empty, cancellationToken: cancelled),
        ["stop capture"] = (client, cancelled) => client.StopCaptureAsync(Guid.Empty, Guid.Empty, cancelled),
        ["create snapshot"] = (client, cancelled) => client.CreateSnapshotAsync(Guid.Empty, "x", cancelled),
        ["restore snapshot"] = (client, cancelled) => client.RestoreSnapshotAsync(Guid.Empty, Guid.Empty, cancelled),
        ["delete snapshot"] = (client, cancelled) => client.DeleteSnapshotAsync(Guid.Empty, Guid.Empty, cancelled),
        ["instantiate template"] = (client, cancelled) => client.InstantiateTemplateAsync(Guid.Empty, Guid.Empty, 0, 0, cancellationToken: cancelled),
        ["write file"] = (client, cancelled) => client.WriteNodeFileAsync(Guid.Empty, Guid.Empty, "x", default, cancelled),
    };
}
