namespace Nms.Gns3;

public sealed partial class Gns3Client
{
    /// <inheritdoc/>
    public Task<Gns3List<Gns3Project>> ListProjectsAsync(CancellationToken cancellationToken = default)
        => ListAsync("projects", Gns3JsonContext.Default.Gns3Project, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Project> GetProjectAsync(Guid projectId, CancellationToken cancellationToken = default)
        => ReadAsync($"projects/{projectId:D}", Gns3JsonContext.Default.Gns3Project, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Project> CreateProjectAsync(Gns3ProjectDraft draft, CancellationToken cancellationToken = default)
        => ProjectCommandAsync(
            HttpMethod.Post, "projects", Gns3CallKind.Command, Body(draft, Gns3JsonContext.Default.Gns3ProjectDraft), cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Project> UpdateProjectAsync(Guid projectId, Gns3ProjectChanges changes, CancellationToken cancellationToken = default)
        => ProjectCommandAsync(
            HttpMethod.Put,
            $"projects/{projectId:D}",
            Gns3CallKind.Command,
            Body(changes, Gns3JsonContext.Default.Gns3ProjectChanges),
            cancellationToken);

    /// <inheritdoc/>
    public Task DeleteProjectAsync(Guid projectId, CancellationToken cancellationToken = default)
        => CommandAsync(HttpMethod.Delete, $"projects/{projectId:D}", Gns3CallKind.LongCommand, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Project> OpenProjectAsync(Guid projectId, CancellationToken cancellationToken = default)
        => ProjectCommandAsync(HttpMethod.Post, $"projects/{projectId:D}/open", Gns3CallKind.LongCommand, null, cancellationToken);

    /// <inheritdoc/>
    public Task CloseProjectAsync(Guid projectId, CancellationToken cancellationToken = default)
        => CommandAsync(HttpMethod.Post, $"projects/{projectId:D}/close", Gns3CallKind.LongCommand, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Project> DuplicateProjectAsync(
        Guid projectId, string name, bool? resetMacAddresses = null, CancellationToken cancellationToken = default)
        => ProjectCommandAsync(
            HttpMethod.Post,
            $"projects/{projectId:D}/duplicate",
            Gns3CallKind.LongCommand,
            Body(new DuplicateProjectBody(name, resetMacAddresses), Gns3JsonContext.Default.DuplicateProjectBody),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3ProjectStats> GetProjectStatsAsync(Guid projectId, CancellationToken cancellationToken = default)
        => ReadAsync($"projects/{projectId:D}/stats", Gns3JsonContext.Default.Gns3ProjectStats, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3List<Gns3Drawing>> ListDrawingsAsync(Guid projectId, CancellationToken cancellationToken = default)
        => ListAsync($"projects/{projectId:D}/drawings", Gns3JsonContext.Default.Gns3Drawing, cancellationToken);

    private Task<Gns3Project> ProjectCommandAsync(
        HttpMethod method, string path, Gns3CallKind kind, RequestBody? body, CancellationToken cancellationToken)
        => CallAsync(method, path, kind, body, Gns3JsonContext.Default.Gns3Project, cancellationToken);
}
