namespace Nms.Gns3;

/// <summary>
/// One GNS3 2.2 server's REST interface. Thread-safe; one instance per configured server lives as long as the program.
/// </summary>
/// <remarks>
/// Every call throws <see cref="Gns3ApiException"/> when it fails, and <see cref="OperationCanceledException"/> when its
/// own token is cancelled. Reads are repeated after a failure of the connection; commands are sent once, so one that
/// failed as <see cref="Gns3FailureKind.TimedOut"/> or <see cref="Gns3FailureKind.Unreachable"/> may have taken effect.
/// Calls on the nodes, links and snapshots of a closed project are <see cref="Gns3FailureKind.Refused"/>, except lists.
/// </remarks>
public interface IGns3Client
{
    /// <summary>Address of the server.</summary>
    Uri Url { get; }

    /// <summary>Whether calls reach the server at present.</summary>
    Gns3CircuitState CircuitState { get; }

    /// <summary>What this client has done so far.</summary>
    Gns3ClientStatistics Statistics { get; }

    /// <summary>Reads the server's version.</summary>
    Task<Gns3Version> GetVersionAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the computes.</summary>
    Task<Gns3List<Gns3Compute>> ListComputesAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the projects, open and closed.</summary>
    Task<Gns3List<Gns3Project>> ListProjectsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads a project.</summary>
    Task<Gns3Project> GetProjectAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Makes a project and opens it.</summary>
    Task<Gns3Project> CreateProjectAsync(Gns3ProjectDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Changes a project, open or closed.</summary>
    Task<Gns3Project> UpdateProjectAsync(Guid projectId, Gns3ProjectChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Deletes a project with all its files. The server opens a closed one first.</summary>
    Task DeleteProjectAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Opens a project; an open one stays as it is.</summary>
    Task<Gns3Project> OpenProjectAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Stops all nodes of a project and closes it; a closed one stays as it is.</summary>
    Task CloseProjectAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Copies a project; the copy is closed. GNS3 changes a name that is taken.</summary>
    Task<Gns3Project> DuplicateProjectAsync(
        Guid projectId, string name, bool? resetMacAddresses = null, CancellationToken cancellationToken = default);

    /// <summary>Counts what a project holds.</summary>
    Task<Gns3ProjectStats> GetProjectStatsAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Lists the nodes of a project; those of a closed one with fewer members and no status.</summary>
    Task<Gns3List<Gns3Node>> ListNodesAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Reads a node. GNS3 answers when the commands on that node that came before are done.</summary>
    Task<Gns3Node> GetNodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default);

    /// <summary>Makes a node.</summary>
    Task<Gns3Node> CreateNodeAsync(Guid projectId, Gns3NodeDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Changes a node.</summary>
    Task<Gns3Node> UpdateNodeAsync(
        Guid projectId, Guid nodeId, Gns3NodeChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Stops and deletes a node and its links.</summary>
    Task DeleteNodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default);

    /// <summary>Copies a stopped node to a place on the canvas.</summary>
    Task<Gns3Node> DuplicateNodeAsync(
        Guid projectId, Guid nodeId, int x, int y, int z = 0, CancellationToken cancellationToken = default);

    /// <summary>Starts a node. The status in the answer may be the one from before.</summary>
    Task<Gns3Node> StartNodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default);

    /// <summary>Stops a node. The status in the answer may be the one from before.</summary>
    Task<Gns3Node> StopNodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default);

    /// <summary>Suspends a node, where the emulator can. The status in the answer may be the one from before.</summary>
    Task<Gns3Node> SuspendNodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default);

    /// <summary>Reloads a node; starts a stopped one. The status in the answer may be the one from before.</summary>
    Task<Gns3Node> ReloadNodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default);

    /// <summary>Starts all nodes. When one fails the call fails, though others were started.</summary>
    Task StartAllNodesAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Stops all nodes.</summary>
    Task StopAllNodesAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Suspends all nodes.</summary>
    Task SuspendAllNodesAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Reloads all nodes.</summary>
    Task ReloadAllNodesAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Says where a node's console can be reached from here; null when it has none.</summary>
    /// <param name="node">The node, as the server gave it.</param>
    /// <param name="compute">Its compute, where known: the console of a node on another compute may be there.</param>
    /// <remarks>A console on all interfaces, on a loopback or on the local compute's own address is on the server's host.</remarks>
    Gns3ConsoleEndpoint? ConsoleOf(Gns3Node node, Gns3Compute? compute = null);

    /// <summary>Reads a file in a node's directory.</summary>
    /// <param name="projectId">Project.</param>
    /// <param name="nodeId">Node.</param>
    /// <param name="path">Path below the node's directory, with forward slashes.</param>
    /// <param name="maxBytes">A longer file is <see cref="Gns3FailureKind.TooLarge"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<byte[]> ReadNodeFileAsync(
        Guid projectId, Guid nodeId, string path, int maxBytes = 1024 * 1024, CancellationToken cancellationToken = default);

    /// <summary>Writes a file in a node's directory, making sub-directories.</summary>
    Task WriteNodeFileAsync(
        Guid projectId, Guid nodeId, string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);

    /// <summary>Lists the links of a project; those of a closed one with fewer members.</summary>
    Task<Gns3List<Gns3Link>> ListLinksAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Reads a link.</summary>
    Task<Gns3Link> GetLinkAsync(Guid projectId, Guid linkId, CancellationToken cancellationToken = default);

    /// <summary>Makes a link.</summary>
    Task<Gns3Link> CreateLinkAsync(Guid projectId, Gns3LinkDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Changes a link: its filters (all of them), whether it is suspended, its look.</summary>
    /// <remarks>GNS3 checks filters only while the filtering node runs, and keeps a wrong one after refusing it.</remarks>
    Task<Gns3Link> UpdateLinkAsync(
        Guid projectId, Guid linkId, Gns3LinkChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Deletes a link.</summary>
    Task DeleteLinkAsync(Guid projectId, Guid linkId, CancellationToken cancellationToken = default);

    /// <summary>Starts a capture on a link of which one end runs.</summary>
    Task<Gns3Link> StartCaptureAsync(
        Guid projectId, Guid linkId, string? fileName = null, string? dataLinkType = null, CancellationToken cancellationToken = default);

    /// <summary>Stops the capture on a link, if there is one.</summary>
    Task<Gns3Link> StopCaptureAsync(Guid projectId, Guid linkId, CancellationToken cancellationToken = default);

    /// <summary>Lists the drawings of a project.</summary>
    Task<Gns3List<Gns3Drawing>> ListDrawingsAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Lists the snapshots of a project.</summary>
    Task<Gns3List<Gns3Snapshot>> ListSnapshotsAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Takes a snapshot of a project whose nodes are stopped.</summary>
    Task<Gns3Snapshot> CreateSnapshotAsync(Guid projectId, string name, CancellationToken cancellationToken = default);

    /// <summary>Restores a snapshot. All nodes are stopped, and nodes and links may have new ids afterwards.</summary>
    Task<Gns3Project> RestoreSnapshotAsync(Guid projectId, Guid snapshotId, CancellationToken cancellationToken = default);

    /// <summary>Deletes a snapshot.</summary>
    Task DeleteSnapshotAsync(Guid projectId, Guid snapshotId, CancellationToken cancellationToken = default);

    /// <summary>Lists the templates.</summary>
    Task<Gns3List<Gns3Template>> ListTemplatesAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes a node from a template.</summary>
    /// <param name="projectId">Project.</param>
    /// <param name="templateId">Template.</param>
    /// <param name="x">Position on the canvas.</param>
    /// <param name="y">Position on the canvas.</param>
    /// <param name="name">Name; GNS3 chooses when null.</param>
    /// <param name="computeId">Compute; needed for a template that names none, such as the built-in ones.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Gns3Node> InstantiateTemplateAsync(
        Guid projectId, Guid templateId, int x, int y, string? name = null, string? computeId = null, CancellationToken cancellationToken = default);
}
