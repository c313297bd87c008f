using Nms.Contracts.Gns3;
using Nms.Gns3;

namespace Nms.Api.Gns3;

/// <summary>GNS3 servers as JSON shows them.</summary>
internal static class ServerMapping
{
    public static ServerResponse ToResponse(this ServerSnapshot server) => new(
        server.Name,
        server.Url,
        server.Connected,
        server.Version,
        server.LastError,
        server.Since,
        server.ReconciledAt,
        server.LastHeardAt,
        server.WatchOnly,
        server.ProjectCount,
        server.Transport,
        server.Circuit,
        [.. server.Computes.Select(ToResponse)]);

    public static ComputeResponse ToResponse(this ComputeSnapshot compute) => new(
        compute.ComputeId,
        compute.Name,
        compute.Host,
        compute.Port,
        compute.Connected,
        compute.CpuUsagePercent,
        compute.MemoryUsagePercent,
        compute.LastError);

    public static TemplateResponse ToResponse(this TemplateDescription template) => new(
        template.TemplateId,
        template.Name,
        template.TemplateType,
        template.Category,
        template.Symbol,
        template.ComputeId,
        template.Builtin);
}
