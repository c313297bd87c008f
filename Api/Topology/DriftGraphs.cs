using System.Text;
using System.Xml;
using System.Xml.Linq;
using Nms.Topology;

namespace Nms.Api.Topology;

/// <summary>Drift as a graph for other programs: GraphML (graphml.graphdrawing.org) and DOT (graphviz.org). Pure.</summary>
internal static class DriftGraphs
{
    private static readonly XNamespace s_ml = "http://graphml.graphdrawing.org/xmlns";

    public static string ToGraphMl(Guid projectId, IReadOnlyList<DriftItem> items) => new XDocument(
        new XElement(
            s_ml + "graphml",
            Key("name", "node"), Key("state", "edge"), Key("link_id", "edge"), Key("a_port", "edge"), Key("b_port", "edge"), Key("reason", "edge"),
            new XElement(
                s_ml + "graph",
                new XAttribute("id", projectId),
                new XAttribute("edgedefault", "undirected"),
                Nodes(items).Select(node => new XElement(s_ml + "node", new XAttribute("id", node.NodeId), Data("name", node.NodeName))),
                items.Select(item => new XElement(
                    s_ml + "edge",
                    new XAttribute("id", Printable(item.ItemId)), new XAttribute("source", item.A.NodeId), new XAttribute("target", item.B.NodeId),
                    Data("state", DriftMapping.Word(item.State)), Data("link_id", item.LinkId?.ToString()), Data("a_port", item.A.Port), Data("b_port", item.B.Port),
                    Data("reason", item.Reason)))))).ToString();

    public static string ToDot(Guid projectId, IReadOnlyList<DriftItem> items)
    {
        var text = new StringBuilder();
        text.Append("graph ").Append(Quoted(projectId.ToString("D"))).Append(" {\n");
        foreach (var node in Nodes(items))
        {
            text.Append("  ").Append(Quoted(node.NodeId.ToString("D"))).Append(" [label=").Append(Quoted(node.NodeName)).Append("];\n");
        }

        foreach (var item in items)
        {
            text.Append("  ").Append(Quoted(item.A.NodeId.ToString("D"))).Append(" -- ").Append(Quoted(item.B.NodeId.ToString("D")))
                .Append(" [taillabel=").Append(Quoted(item.A.Port ?? "")).Append(", headlabel=").Append(Quoted(item.B.Port ?? ""))
                .Append(", label=").Append(Quoted(DriftMapping.Word(item.State))).Append(", tooltip=").Append(Quoted(item.Reason)).Append(", ").Append(Look(item.State)).Append("];\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Look(DriftState state) => state switch
    {
        DriftState.Confirmed => "color=\"forestgreen\"",
        DriftState.DrawnNotSeen => "color=\"red\", style=\"dashed\"",
        DriftState.SeenNotDrawn => "color=\"orange\", style=\"bold\"",
        DriftState.WrongPort or DriftState.OneWay or DriftState.SeenThoughSuspended => "color=\"red\", style=\"bold\"",
        _ => "color=\"gray\", style=\"dotted\"",
    };

    private static List<DriftEnd> Nodes(IEnumerable<DriftItem> items) =>
    [
        .. items.SelectMany(item => new[] { item.A, item.B }).DistinctBy(end => end.NodeId)
            .OrderBy(end => end.NodeName, StringComparer.OrdinalIgnoreCase).ThenBy(end => end.NodeId),
    ];

    private static XElement Key(string name, string of) =>
        new(s_ml + "key", new XAttribute("id", name), new XAttribute("for", of), new XAttribute("attr.name", name), new XAttribute("attr.type", "string"));

    private static XElement? Data(string key, string? value) => value is null ? null : new XElement(s_ml + "data", new XAttribute("key", key), Printable(value));

    // Names come from equipment: what XML 1.0 has no way to write is left out.
    private static string Printable(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                kept.Append(text[i]);
            }
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                kept.Append(text, i++, 2);
            }
        }

        return kept.ToString();
    }

    private static string Quoted(string text) =>
        $"\"{string.Concat(text.Where(character => !char.IsControl(character))).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
