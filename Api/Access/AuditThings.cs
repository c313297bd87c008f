using System.Globalization;
using Nms.Api.Nodes;
using Nms.Api.Projects;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;

namespace Nms.Api.Access;

/// <summary>What the audit log keeps of a thing that came or went: enough to know it again, never its content. Pure.</summary>
internal static class AuditThings
{
    public static object Of(ProjectSnapshot project) => new
    {
        project.Name,
        project.Server,
        Status = project.Status.ToWire(),
        project.NodeCount,
        project.LinkCount,
        project.AutoClose,
        project.AutoOpen,
        project.AutoStart,
    };

    public static object Of(NodeSnapshot node) => new
    {
        node.Name,
        node.NodeType,
        Status = node.Status.ToWire(),
        node.ComputeId,
        node.TemplateId,
        node.X,
        node.Y,
    };

    public static object Of(LinkSnapshot link) => new
    {
        link.LinkType,
        Ends = link.Endpoints.Select(end => string.Create(CultureInfo.InvariantCulture, $"{end.NodeId} {end.AdapterNumber}/{end.PortNumber}")).ToList(),
        link.Suspended,
        Filters = ApiJson.Element(link.FiltersJson),
    };
}
