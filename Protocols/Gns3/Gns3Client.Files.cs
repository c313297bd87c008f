namespace Nms.Gns3;

public sealed partial class Gns3Client
{
    private const int LongestPath = 4096;

    /// <inheritdoc/>
    public async Task<byte[]> ReadNodeFileAsync(
        Guid projectId, Guid nodeId, string path, int maxBytes = 1024 * 1024, CancellationToken cancellationToken = default)
    {
        var content = await SendAsync(
            HttpMethod.Get,
            FilePath(projectId, nodeId, path),
            Gns3CallKind.Read,
            null,
            Math.Min(maxBytes, _options.MaxResponseBytes),
            cancellationToken).ConfigureAwait(false);
        return content.ToArray();
    }

    /// <inheritdoc/>
    public Task WriteNodeFileAsync(
        Guid projectId, Guid nodeId, string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
        => SendAsync(
            HttpMethod.Post,
            FilePath(projectId, nodeId, path),
            Gns3CallKind.Command,
            new RequestBody(content, "application/octet-stream"),
            _options.MaxResponseBytes,
            cancellationToken);

    /// <summary>Escapes the path, and refuses one that would lead out of the node's directory to another call.</summary>
    private static string FilePath(Guid projectId, Guid nodeId, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var segments = path.Split('/');
        if (path.Length > LongestPath || segments.Any(segment => segment is "" or "." or ".." || segment.Contains('\0', StringComparison.Ordinal)))
            throw new Gns3ApiException(Gns3FailureKind.BadRequest, $"\"{path.AsSpan(0, Math.Min(path.Length, 200))}\" is not a path below a node's directory.");
        return $"{NodePath(projectId, nodeId)}/files/{string.Join('/', segments.Select(Uri.EscapeDataString))}";
    }
}
