namespace Nms.Gns3;

public sealed partial class Gns3Client
{
    /// <inheritdoc/>
    public Task<Gns3List<Gns3Link>> ListLinksAsync(Guid projectId, CancellationToken cancellationToken = default)
        => ListAsync($"projects/{projectId:D}/links", Gns3JsonContext.Default.Gns3Link, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Link> GetLinkAsync(Guid projectId, Guid linkId, CancellationToken cancellationToken = default)
        => ReadAsync(LinkPath(projectId, linkId), Gns3JsonContext.Default.Gns3Link, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Link> CreateLinkAsync(Guid projectId, Gns3LinkDraft draft, CancellationToken cancellationToken = default)
        => LinkCommandAsync(
            HttpMethod.Post, $"projects/{projectId:D}/links", Body(draft, Gns3JsonContext.Default.Gns3LinkDraft), cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Link> UpdateLinkAsync(
        Guid projectId, Guid linkId, Gns3LinkChanges changes, CancellationToken cancellationToken = default)
        => LinkCommandAsync(
            HttpMethod.Put, LinkPath(projectId, linkId), Body(changes, Gns3JsonContext.Default.Gns3LinkChanges), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteLinkAsync(Guid projectId, Guid linkId, CancellationToken cancellationToken = default)
        => CommandAsync(HttpMethod.Delete, LinkPath(projectId, linkId), Gns3CallKind.Command, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Link> StartCaptureAsync(
        Guid projectId, Guid linkId, string? fileName = null, string? dataLinkType = null, CancellationToken cancellationToken = default)
        => LinkCommandAsync(
            HttpMethod.Post,
            $"{LinkPath(projectId, linkId)}/start_capture",
            Body(new CaptureBody(fileName, dataLinkType), Gns3JsonContext.Default.CaptureBody),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Link> StopCaptureAsync(Guid projectId, Guid linkId, CancellationToken cancellationToken = default)
        => LinkCommandAsync(HttpMethod.Post, $"{LinkPath(projectId, linkId)}/stop_capture", null, cancellationToken);

    private static string LinkPath(Guid projectId, Guid linkId) => $"projects/{projectId:D}/links/{linkId:D}";

    private Task<Gns3Link> LinkCommandAsync(HttpMethod method, string path, RequestBody? body, CancellationToken cancellationToken)
        => CallAsync(method, path, Gns3CallKind.Command, body, Gns3JsonContext.Default.Gns3Link, cancellationToken);
}
