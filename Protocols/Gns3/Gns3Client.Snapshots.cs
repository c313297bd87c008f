namespace Nms.Gns3;

public sealed partial class Gns3Client
{
    /// <inheritdoc/>
    public Task<Gns3List<Gns3Snapshot>> ListSnapshotsAsync(Guid projectId, CancellationToken cancellationToken = default)
        => ListAsync($"projects/{projectId:D}/snapshots", Gns3JsonContext.Default.Gns3Snapshot, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Snapshot> CreateSnapshotAsync(Guid projectId, string name, CancellationToken cancellationToken = default)
        => CallAsync(
            HttpMethod.Post,
            $"projects/{projectId:D}/snapshots",
            Gns3CallKind.LongCommand,
            Body(new SnapshotBody(name), Gns3JsonContext.Default.SnapshotBody),
            Gns3JsonContext.Default.Gns3Snapshot,
            cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Project> RestoreSnapshotAsync(Guid projectId, Guid snapshotId, CancellationToken cancellationToken = default)
        => ProjectCommandAsync(
            HttpMethod.Post,
            $"projects/{projectId:D}/snapshots/{snapshotId:D}/restore",
            Gns3CallKind.LongCommand,
            null,
            cancellationToken);

    /// <inheritdoc/>
    public Task DeleteSnapshotAsync(Guid projectId, Guid snapshotId, CancellationToken cancellationToken = default)
        => CommandAsync(
            HttpMethod.Delete, $"projects/{projectId:D}/snapshots/{snapshotId:D}", Gns3CallKind.LongCommand, cancellationToken);
}
