using System.Text.Json.Nodes;
using Nms.Lab.Nodes;

namespace Nms.Lab.Links;

/// <summary>Where a link meets a node.</summary>
internal sealed class LinkEnd(LabNode node, int adapter, int port, JsonObject label)
{
    public const string LabelStyle = "font-family: TypeWriter;font-size: 10.0;font-weight: bold;fill: #000000;fill-opacity: 1.0;";

    public LabNode Node { get; } = node;

    public int Adapter { get; } = adapter;

    public int Port { get; } = port;

    public JsonObject Label { get; set; } = label;

    public JsonObject ToJson() => new()
    {
        ["adapter_number"] = Adapter,
        ["label"] = Label.DeepClone(),
        ["node_id"] = Node.Id,
        ["port_number"] = Port,
    };
}
