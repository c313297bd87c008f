namespace Nms.Gns3;

public sealed partial class Gns3Client
{
    /// <inheritdoc/>
    public Task<Gns3List<Gns3Compute>> ListComputesAsync(CancellationToken cancellationToken = default)
        => ListAsync("computes", Gns3JsonContext.Default.Gns3Compute, cancellationToken);
}
