namespace Nms.Gns3;

public sealed partial class Gns3Client
{
    /// <inheritdoc/>
    public Task<Gns3List<Gns3Template>> ListTemplatesAsync(CancellationToken cancellationToken = default)
        => ListAsync("templates", Gns3JsonContext.Default.Gns3Template, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Node> InstantiateTemplateAsync(
        Guid projectId, Guid templateId, int x, int y, string? name = null, string? computeId = null, CancellationToken cancellationToken = default)
        => CallAsync(
            HttpMethod.Post,
            $"projects/{projectId:D}/templates/{templateId:D}",
            Gns3CallKind.LongCommand,
            Body(new PlaceBody(x, y, Name: name, ComputeId: computeId), Gns3JsonContext.Default.PlaceBody),
            Gns3JsonContext.Default.Gns3Node,
            cancellationToken);
}
