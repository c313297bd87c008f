using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nms.Lab.Nodes;
using Nms.Lab.Projects;
using Nms.Lab.Wire;

namespace Nms.Lab.Links;

/// <summary>What can be done to links.</summary>
public sealed partial class LinkCommands
{
    private static readonly string[] FilteringTypes =
        ["vpcs", "traceng", "vmware", "dynamips", "qemu", "iou", "cloud", "nat", "virtualbox", "docker"];

    private static readonly string[] FilterNames = ["frequency_drop", "packet_loss", "delay", "corrupt", "bpf"];

    private readonly LabState _state;

    internal LinkCommands(LabState state) => _state = state;

    /// <summary>Lets nothing pass a link, or everything again.</summary>
    public void Suspend(LabLink link, bool suspend)
    {
        lock (_state.Gate) UpdateSuspend(link, suspend);
    }

    /// <summary>Deletes a link.</summary>
    public void Delete(LabLink link)
    {
        lock (_state.Gate)
        {
            link.Project.Links.Remove(link.Id);
            foreach (var end in link.Ends) end.Node.Links.Remove(link);
            _state.Tell(link.Project, "link.deleted", link.ToJson());
        }
    }

    internal static LabLink Find(LabProject project, string id)
        => project.Links.GetValueOrDefault(id) ?? throw LabRefusalException.NotFound($"Link ID {id} doesn't exist");

    internal LabLink Create(LabProject project, JsonObject given, string? id = null)
    {
        lock (_state.Gate)
        {
            var link = new LabLink(project, id ?? LabIds.New());
            project.Links.Add(link.Id, link);
            Update(link, given, withLabels: false);
            try
            {
                foreach (var end in given["nodes"]?.AsArray() ?? []) Attach(link, end!.AsObject());
            }
            catch (LabRefusalException)
            {
                // The real server announces the end of a link that never began.
                Delete(link);
                throw;
            }

            return link;
        }
    }

    /// <summary>Brings a link back from its saved form. Whether it was suspended is forgotten, as in GNS3.</summary>
    internal void Load(LabProject project, JsonObject saved)
    {
        var link = new LabLink(project, saved["link_id"]!.GetValue<string>());
        project.Links.Add(link.Id, link);
        Update(link, new JsonObject { ["filters"] = saved["filters"]?.DeepClone(), ["link_style"] = saved["link_style"]?.DeepClone() }, withLabels: false);
        foreach (var end in saved["nodes"]!.AsArray()) Attach(link, end!.AsObject());
        // A link that was made with one end only does not survive.
        if (!link.IsCreated) Delete(link);
    }

    internal void Update(LabLink link, JsonObject given, bool withLabels = true)
    {
        lock (_state.Gate)
        {
            if (given["filters"] is JsonObject filters) UpdateFilters(link, filters);
            if (given["link_style"] is JsonObject style && !JsonNode.DeepEquals(style, link.Style))
            {
                link.Style = style.DeepClone().AsObject();
                Updated(link);
            }

            if (given["suspend"]?.GetValue<bool>() is { } suspend) UpdateSuspend(link, suspend);
            if (withLabels && given["nodes"] is JsonArray ends) UpdateLabels(link, ends);
        }
    }

    internal void StartCapture(LabLink link, string? file)
    {
        lock (_state.Gate)
        {
            var end = link.Ends.FirstOrDefault(end => end.Node.Kind.IsAlwaysRunning)
                ?? link.Ends.FirstOrDefault(end => end.Node.Status == NodeStatus.Started)
                ?? throw LabRefusalException.Conflict("Cannot capture because there is no running device on this link");
            if (link.IsCapturing)
                throw LabRefusalException.Conflict($"Packet capture is already active on port {end.Port}");
            link.CapturingEnd = end;
            link.CaptureFile = string.IsNullOrEmpty(file) ? DefaultCaptureFile(link) : file;
            link.IsCapturing = true;
            Updated(link);
        }
    }

    internal void StopCapture(LabLink link)
    {
        lock (_state.Gate)
        {
            link.CapturingEnd = null;
            link.IsCapturing = false;
            Updated(link);
        }
    }

    internal static LabNode? FilteringNode(LabLink link)
        => link.Ends.Select(end => end.Node).FirstOrDefault(node => FilteringTypes.Contains(node.Type));

    /// <summary>
    /// Refuses filters that the running end cannot set. Filters are not checked before: a bad one is kept, and the node
    /// that has to apply it does not start.
    /// </summary>
    internal static void RequireUsableFilters(LabLink link, LabNode? starting = null)
    {
        if (link.IsSuspended || !link.IsCreated || FilteringNode(link) is not { } node) return;
        if (node != starting && node.Status != NodeStatus.Started) return;
        var index = 0;
        foreach (var (name, values) in link.Filters)
        {
            var reason = Complaint(name, values!.AsArray());
            if (reason is not null)
            {
                var arguments = string.Join(' ', values.AsArray().Select(value => value!.ToString()));
                throw LabRefusalException.Conflict(
                    $"Error while sending command 'bridge add_packet_filter {node.Type.ToUpperInvariant()}-{node.Id} filter{index} {name} {arguments}': " +
                    $"Failed to add filter 'filter{index}': uBridge version 0.9.19 running with libpcap version 1.10.3 (with TPACKET_V3)\n{reason}\n");
            }

            index++;
        }
    }

    private static string? Complaint(string name, JsonArray values)
    {
        if (!FilterNames.Contains(name)) return $"Filter type '{name}' doesn't exist";
        var number = values[0] is JsonValue value && value.TryGetValue<long>(out var first) ? first : 0;
        return name switch
        {
            "frequency_drop" when number is < -1 or > 32767 => $"Invalid frequency drop: {number}",
            "packet_loss" or "corrupt" when number is < 0 or > 100 => $"Invalid percentage: {number}",
            "delay" when number < 0 => $"Invalid delay: {number}",
            _ => null,
        };
    }

    private void UpdateFilters(LabLink link, JsonObject given)
    {
        var filters = new JsonObject();
        foreach (var (name, value) in given)
        {
            if (value is not JsonArray values || values.Count == 0) continue;
            var taken = new JsonArray([.. values.Select(Taken)]);
            if (taken[0] is JsonValue first && first.ToString() is not ("0" or "")) filters[name] = taken;
        }

        if (JsonNode.DeepEquals(filters, link.Filters)) return;
        link.Filters = filters;
        if (!link.IsCreated) return;
        RequireUsableFilters(link);
        Updated(link);
    }

    private static JsonNode Taken(JsonNode? value)
    {
        if (value is JsonValue scalar)
        {
            if (scalar.GetValueKind() == JsonValueKind.String) return scalar.GetValue<string>().Trim('\n', ' ');
            if (scalar.TryGetValue<long>(out var whole)) return whole;
            if (scalar.TryGetValue<double>(out var number)) return (long)number;
        }

        throw LabRefusalException.BadRequest($"{PythonJson.Literal(value)} is not a filter value");
    }

    private void UpdateSuspend(LabLink link, bool suspend)
    {
        if (suspend == link.IsSuspended) return;
        link.IsSuspended = suspend;
        RequireUsableFilters(link);
        Updated(link);
    }

    private void UpdateLabels(LabLink link, JsonArray ends)
    {
        foreach (var given in ends.OfType<JsonObject>())
        {
            var node = _state.Node(link.Project.Id, given["node_id"]!.GetValue<string>());
            foreach (var end in link.Ends.Where(end => end.Node == node))
            {
                if (given["label"] is JsonObject label) end.Label = label.DeepClone().AsObject();
            }
        }

        Updated(link);
    }

    private void Attach(LabLink link, JsonObject given)
    {
        var node = _state.Node(link.Project.Id, given["node_id"]!.GetValue<string>());
        var (adapter, port) = (given["adapter_number"]?.GetValue<int>() ?? 0, given["port_number"]?.GetValue<int>() ?? 0);
        var description = node.Port(adapter, port)
            ?? throw LabRefusalException.NotFound($"Port {adapter}/{port} for {node.Name} not found");
        if (node.Links.Any(other => other.Ends.Any(end => end.Node == node && end.Adapter == adapter && end.Port == port)))
            throw LabRefusalException.Conflict("Port is already used");
        foreach (var other in link.Ends)
        {
            if (other.Node == node) throw LabRefusalException.Conflict("Cannot connect to itself");
            if (node.Type is "nat" or "cloud" && other.Node.Type is "nat" or "cloud")
                throw LabRefusalException.Conflict($"Connecting a {other.Node.Type} to a {node.Type} is not allowed");
            var otherType = other.Node.Port(other.Adapter, other.Port)!.LinkType;
            if (otherType != description.LinkType)
                throw LabRefusalException.Conflict($"Connecting a {otherType} interface to a {description.LinkType} interface is not allowed");
        }

        link.Type = description.LinkType;
        link.Ends.Add(new LinkEnd(node, adapter, port, given["label"]?.DeepClone().AsObject() ?? DefaultLabel(adapter, port)));
        if (link.Ends.Count != 2) return;

        link.IsCreated = true;
        foreach (var end in link.Ends) end.Node.Links.Add(link);
        _state.Tell(link.Project, "link.created", link.ToJson());
    }

    private static JsonObject DefaultLabel(int adapter, int port) => new()
    {
        ["style"] = LinkEnd.LabelStyle,
        ["text"] = WebUtility.HtmlEncode(string.Create(CultureInfo.InvariantCulture, $"{adapter}/{port}")),
    };

    private static string DefaultCaptureFile(LabLink link)
    {
        var (a, b) = (link.Ends[0], link.Ends[1]);
        return NotInFileNames().Replace($"{a.Node.Name}_{a.Adapter}-{a.Port}_to_{b.Node.Name}_{b.Adapter}-{b.Port}", "") + ".pcap";
    }

    private void Updated(LabLink link) => _state.Tell(link.Project, "link.updated", link.ToJson());

    [GeneratedRegex("[^0-9A-Za-z_-]")]
    private static partial Regex NotInFileNames();
}
