using System.Text;
using System.Text.Json.Nodes;
using Nms.Lab.Agents;
using Nms.Lab.Computes;
using Nms.Lab.Nodes;
using Nms.Lab.Projects;
using Nms.Lab.Wire;

namespace Nms.Lab.Topologies;

/// <summary>
/// Builds what a topology describes, through the same commands that clients use. Identifiers follow from the names, so
/// that they are the same at every start.
/// </summary>
internal sealed class TopologyLoader
{
    private readonly Topology _topology;
    private readonly LabState _state;
    private readonly LabCommands _commands;

    private TopologyLoader(Topology topology, LabState state, LabCommands commands)
        => (_topology, _state, _commands) = (topology, state, commands);

    public static void Load(Topology topology, LabState state, LabCommands commands)
    {
        try
        {
            new TopologyLoader(topology, state, commands).Load();
        }
        catch (Exception e) when (e is LabRefusalException or InvalidOperationException or FormatException or NullReferenceException or KeyNotFoundException)
        {
            throw new InvalidTopologyException($"Topology {topology.Name}: {e.Message}", e);
        }
    }

    private void Load()
    {
        foreach (var template in List(_topology.Document, "templates"))
        {
            template["template_id"] ??= LabIds.For(_topology.Name, "template", Required(template, "name"));
            template["compute_id"] ??= LocalCompute.Id;
            _commands.Templates.Create(template);
        }

        foreach (var project in List(_topology.Document, "projects")) Load(project);
    }

    private void Load(JsonObject described)
    {
        var name = Required(described, "name");
        var given = described["settings"]?.DeepClone().AsObject() ?? [];
        given["name"] = name;
        given["project_id"] = LabIds.For(_topology.Name, name);
        var project = _commands.Projects.Create(given);

        foreach (var node in List(described, "nodes")) Load(project, node);
        foreach (var link in List(described, "links")) Link(project, Required(link, "from"), Required(link, "to"), link);
        foreach (var cable in List(described, "cables")) Plug(project, cable);
        foreach (var drawing in List(described, "drawings"))
        {
            drawing["drawing_id"] = LabIds.For(_topology.Name, name, "drawing", $"{project.Drawings.Count}");
            _commands.Drawings.Create(project, drawing);
        }

        var idle = described["stopped"]?.AsArray().Select(node => node!.GetValue<string>()).ToHashSet() ?? [];
        if (described["open"]?.GetValue<bool>() == false) _commands.Projects.Close(project);
        else if (described["start"]?.GetValue<bool>() == true)
        {
            foreach (var node in project.Nodes.Values.Where(node => !idle.Contains(node.Name)).ToArray()) _commands.Nodes.Start(node);
        }
    }

    private void Load(LabProject project, JsonObject described)
    {
        var name = Required(described, "name");
        var given = described.DeepClone().AsObject();
        foreach (var own in new[] { "type", "startup", "files", "agent" }) given.Remove(own);
        given["node_type"] = Required(described, "type");
        given["node_id"] = LabIds.For(_topology.Name, project.Name, name);
        given["compute_id"] = LocalCompute.Id;
        if (!NodeKind.Types.Contains(Required(described, "type")))
            throw new InvalidTopologyException($"Topology {_topology.Name}: node {name} has the unknown type {described["type"]}.");

        if (project.Nodes.Values.Any(other => other.Name == name)) throw new InvalidTopologyException($"Topology {_topology.Name}: the name {name} is used twice in {project.Name}.");

        var node = _commands.Nodes.Create(project, given);
        if (described["startup"] is { } startup) node.Files[StartupFiles.PathOf(node)] = Lines(startup);
        if (described["agent"] is JsonObject agent) _state.AgentFaults[node.Id] = AgentFault.Of(agent);
        foreach (var (path, content) in described["files"]?.AsObject() ?? []) node.Files[path] = Lines(content!);
    }

    private void Link(LabProject project, string from, string to, JsonObject described)
    {
        var given = described.DeepClone().AsObject();
        given.Remove("from");
        given.Remove("to");
        given["nodes"] = new JsonArray(End(project, from), End(project, to));
        _commands.Links.Create(project, given, LabIds.For(_topology.Name, project.Name, from, to));
    }

    /// <summary>A cable that is not where the links say; without a second end it is pulled out.</summary>
    private void Plug(LabProject project, JsonObject described)
    {
        _state.Wiring.Plug(Find(Required(described, "from")), described["to"]?.GetValue<string>() is { } to ? Find(to) : null);

        Links.LinkEnd Find(string text)
        {
            var end = End(project, text);
            var node = project.Nodes[end["node_id"]!.GetValue<string>()];
            return new Links.LinkEnd(node, end["adapter_number"]!.GetValue<int>(), end["port_number"]!.GetValue<int>(), end["label"]!.AsObject());
        }
    }

    /// <summary>An end is written as people say it: node and port, long or short, such as <c>R1 f0/0</c>.</summary>
    private JsonObject End(LabProject project, string text)
    {
        var cut = text.IndexOf(' ', StringComparison.Ordinal);
        var (nodeName, portName) = cut < 0 ? (text, "") : (text[..cut], text[(cut + 1)..]);
        var node = project.Nodes.Values.FirstOrDefault(node => node.Name == nodeName)
            ?? throw new InvalidTopologyException($"Topology {_topology.Name}: there is no node {nodeName} for the link end {text}.");
        var port = node.Ports.FirstOrDefault(port => port.Name == portName || port.ShortName == portName)
            ?? throw new InvalidTopologyException($"Topology {_topology.Name}: {nodeName} has no port {portName}; it has {string.Join(", ", node.Ports.Select(port => port.ShortName))}.");
        return new JsonObject
        {
            ["adapter_number"] = port.Adapter,
            ["label"] = new JsonObject { ["style"] = Links.LinkEnd.LabelStyle, ["text"] = port.ShortName },
            ["node_id"] = node.Id,
            ["port_number"] = port.Port,
        };
    }

    private static byte[] Lines(JsonNode content)
        => Encoding.UTF8.GetBytes(content is JsonArray lines
            ? string.Concat(lines.Select(line => line!.GetValue<string>() + "\n"))
            : content.GetValue<string>());

    private static IEnumerable<JsonObject> List(JsonObject document, string field)
        => document[field]?.AsArray().Select(item => item!.DeepClone().AsObject()) ?? [];

    private static string Required(JsonObject document, string field)
        => document[field]?.GetValue<string>() ?? throw new InvalidOperationException($"{field} is missing in {document.ToJsonString()}");
}
