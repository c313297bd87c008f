using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Lab.Links;
using Nms.Lab.Projects;
using Nms.Lab.Wire;

namespace Nms.Lab.Nodes;

/// <summary>What can be done to nodes. The commands that start and stop answer the node as it was before, as the real server does.</summary>
public sealed class NodeCommands
{
    private static readonly string[] ControllerFields =
    [
        "x", "y", "z", "locked", "width", "height", "symbol", "label", "console_host", "port_name_format", "first_port_name",
        "port_segment_size", "ports", "category", "console_auto_start",
    ];

    private readonly LabState _state;
    private readonly LinkCommands _links;

    internal NodeCommands(LabState state, LinkCommands links) => (_state, _links) = (state, links);

    /// <summary>Starts a node.</summary>
    public void Start(LabNode node)
    {
        lock (_state.Gate) StartLocked(node);
    }

    /// <summary>Stops a node.</summary>
    public void Stop(LabNode node)
    {
        lock (_state.Gate) StopLocked(node);
    }

    /// <summary>Suspends a node; types without suspension stay as they are.</summary>
    public void Suspend(LabNode node)
    {
        lock (_state.Gate) SuspendLocked(node);
    }

    /// <summary>Stops and starts a node; a virtual machine is reset instead.</summary>
    public void Reload(LabNode node)
    {
        lock (_state.Gate) ReloadLocked(node);
    }

    /// <summary>Deletes a node with its links.</summary>
    public void Delete(LabNode node)
    {
        lock (_state.Gate)
        {
            if (node.Locked) throw LabRefusalException.Conflict($"Node {node.Name} cannot be deleted because it is locked");
            foreach (var link in node.Links.ToArray()) _links.Delete(link);
            node.Project.Names.Release(node.Name);
            node.Project.Nodes.Remove(node.Id);
            _state.Machines.Stop(node);
            _state.ConsolePorts.Release(node.ConsolePort);
            // The emulator's side announces the deletion first, then the controller does.
            _state.Tell(node.Project, "node.deleted", node.ToEmulatorJson());
            _state.Tell(node.Project, "node.deleted", node.ToJson());
        }
    }

    /// <summary>Creates a node from the fields that the API takes.</summary>
    internal LabNode Create(LabProject project, JsonObject given)
    {
        lock (_state.Gate)
        {
            var id = given["node_id"]?.GetValue<string>() ?? LabIds.New();
            if (project.Nodes.TryGetValue(id, out var existing)) return existing;
            if (project.Nodes.Count >= LabLimits.NodesPerProject)
                throw LabRefusalException.Conflict($"The lab takes {LabLimits.NodesPerProject} nodes per project at most");

            var type = given["node_type"]!.GetValue<string>();
            var name = given["name"]!.GetValue<string>();
            var properties = given["properties"]?.DeepClone().AsObject() ?? [];
            NodeKind.Of(type).Require(name, properties, _state.Options.MissingEmulators);

            var node = new LabNode(project, id, type) { Name = project.Names.Take(name) };
            node.EmulatorName = node.Name;
            TakeFields(node, given);
            node.Properties = Completed(node, properties);
            node.Label = given["label"] is JsonObject label ? Labelled(label, node.Name) : node.DefaultLabel();
            if (node.HasConsole)
                node.ConsolePort = given["console"]?.GetValue<int>() is { } wanted ? _state.ConsolePorts.Take(wanted) : _state.ConsolePorts.Take();
            WriteStartupFiles(node);
            project.Nodes.Add(id, node);
            Created(node);
            return node;
        }
    }

    /// <summary>Brings a node back from its saved form.</summary>
    internal void Load(LabProject project, JsonObject saved, ImmutableDictionary<string, byte[]>? files)
    {
        var node = new LabNode(project, saved["node_id"]!.GetValue<string>(), saved["node_type"]!.GetValue<string>())
        {
            Name = project.Names.Take(saved["name"]!.GetValue<string>()),
            Files = files?.ToDictionary(StringComparer.Ordinal) ?? new(StringComparer.Ordinal),
        };
        node.EmulatorName = node.Name;
        TakeFields(node, saved);
        node.Properties = saved["properties"]!.DeepClone().AsObject();
        node.Label = saved["label"]!.DeepClone().AsObject();
        node.ConsolePort = saved["console"]?.GetValue<int>();
        _state.ConsolePorts.Keep(node.ConsolePort);
        project.Nodes.Add(node.Id, node);
        Created(node);
    }

    internal void Update(LabNode node, JsonObject given)
    {
        lock (_state.Gate)
        {
            var before = node.ToJson();
            var changed = given.Where(pair => pair.Key is not ("node_id" or "node_type" or "compute_id" or "project_id" or "ports" or "status" or "width" or "height"))
                .Where(pair => !JsonNode.DeepEquals(before[pair.Key], pair.Value))
                .ToArray();
            if (changed.Any(pair => pair.Key == "name") && node is { Type: "dynamips", Status: NodeStatus.Started })
                throw LabRefusalException.Conflict("Sorry, it is not possible rename of a Dynamips node that is already powered on");

            TakeFields(node, new JsonObject(changed.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))));
            if (given["label"] is JsonObject label) node.Label = Labelled(label, node.Name);
            if (given["name"]?.GetValue<string>() is { } name && name != node.Name) Rename(node, name);
            if (given.ContainsKey("console_type")) ChangeConsole(node);
            if (given["console"]?.GetValue<int>() is { } port && port != node.ConsolePort) MoveConsole(node, port);
            if (given["properties"] is JsonObject properties)
            {
                foreach (var (field, value) in properties) node.Properties[field] = value?.DeepClone();
                WriteStartupFiles(node);
            }

            var reachesEmulator = changed.Any(pair => !ControllerFields.Contains(pair.Key));
            if (reachesEmulator) RefuseForgottenScript(node);
            node.EmulatorName = node.Name;
            if (reachesEmulator || !JsonNode.DeepEquals(before, node.ToJson())) Updated(node);
        }
    }

    internal LabNode Duplicate(LabNode node, int x, int y, int z)
    {
        lock (_state.Gate)
        {
            if (node.IsRunning) throw LabRefusalException.Conflict("Cannot duplicate node data while the node is running");
            var given = node.ToSavedJson();
            foreach (var own in new[] { "node_id", "console" }) given.Remove(own);
            foreach (var own in new[] { "mac_addr", "mac_address", "application_id", "dynamips_id", "container_id" }) given["properties"]!.AsObject().Remove(own);
            (given["x"], given["y"], given["z"], given["locked"]) = (x, y, z, false);
            given["label"]!["x"] = null;
            var copy = Create(node.Project, given);
            foreach (var (path, content) in node.Files) copy.Files[path] = content;
            return copy;
        }
    }

    internal void StartAll(LabProject project) => ForEach(project, Start);

    internal void StopAll(LabProject project) => ForEach(project, Stop);

    internal void SuspendAll(LabProject project) => ForEach(project, Suspend);

    internal void ResetConsole(LabNode node) => _state.Machines.ResetConsole(node);

    internal void ResetConsoles(LabProject project) => ForEach(project, ResetConsole);

    private static void ForEach(LabProject project, Action<LabNode> command)
    {
        LabRefusalException? refusal = null;
        foreach (var node in project.Nodes.Values)
        {
            try
            {
                command(node);
            }
            catch (LabRefusalException e)
            {
                // The others are still commanded; the first refusal becomes the answer of the whole call.
                refusal ??= e;
            }
        }

        if (refusal is not null) throw refusal;
    }

    /// <summary>Runs a command and answers the node as it was before it: the real server answers from what it had not yet been told.</summary>
    internal JsonObject Answer(LabNode node, Action<LabNode> command)
    {
        lock (_state.Gate)
        {
            var stale = node.ToJson();
            command(node);
            return stale;
        }
    }

    internal JsonObject AnswerStart(LabNode node) => Answer(node, Start);

    internal JsonObject AnswerSuspend(LabNode node) => Answer(node, Suspend);

    internal JsonObject AnswerStop(LabNode node)
    {
        lock (_state.Gate)
        {
            Stop(node);
            return node.ToJson();
        }
    }

    /// <summary>A reload answers from between its two halves: stopped, and not yet started again.</summary>
    internal JsonObject AnswerReload(LabNode node)
    {
        lock (_state.Gate)
        {
            if (node.Kind.IsAlwaysRunning || node.Type == "qemu") return Answer(node, Reload);
            Stop(node);
            return Answer(node, Start);
        }
    }

    private void StartLocked(LabNode node)
    {
        if (node.Kind.IsAlwaysRunning || node.Status == NodeStatus.Started) return;
        foreach (var link in node.Links) LinkCommands.RequireUsableFilters(link, starting: node);
        if (node.Status == NodeStatus.Stopped) _state.Machines.Start(node);
        node.Status = NodeStatus.Started;
        node.CommandLine = CommandLines.Of(node);
        Updated(node);
    }

    private void StopLocked(LabNode node)
    {
        if (node.Kind.IsAlwaysRunning) return;
        var wasRunning = node.Status != NodeStatus.Stopped;
        node.Status = NodeStatus.Stopped;
        _state.Machines.Stop(node);
        Updated(node);
        if (!wasRunning) return;
        Updated(node);
        Updated(node);
    }

    private void SuspendLocked(LabNode node)
    {
        if (!node.Kind.CanSuspend || node.Status != NodeStatus.Started) return;
        node.Status = NodeStatus.Suspended;
        Updated(node);
    }

    private void ReloadLocked(LabNode node)
    {
        if (node.Kind.IsAlwaysRunning) return;
        if (node.Type == "qemu")
        {
            // A reset: the machine boots again, and the server never says that it was off.
            if (node.Status == NodeStatus.Started) _state.Machines.Start(node);
            return;
        }

        StopLocked(node);
        StartLocked(node);
    }

    /// <summary>An update from the emulator: it brings the emulator's name, ends the captures of a stopped node, and is told to the listeners.</summary>
    private void Updated(LabNode node)
    {
        if (node.Name != node.EmulatorName) node.Name = node.Project.Names.Change(node.Name, node.EmulatorName);
        node.Label["text"] = node.Name;
        foreach (var link in node.Links.Where(link => link.CapturingEnd?.Node == node && node.Status != NodeStatus.Started)) _links.StopCapture(link);
        _state.Tell(node.Project, "node.updated", node.ToJson());
    }

    private static void Rename(LabNode node, string wanted)
    {
        node.Name = node.Project.Names.Change(node.Name, wanted);
        if (node.Label["text"]?.GetValue<string>() == node.Name) return;
        node.Label["text"] = node.Name;
        node.Label["x"] = null;
    }

    /// <summary>A node without console gives its port back, and takes one again with its console.</summary>
    private void ChangeConsole(LabNode node)
    {
        if (node.HasConsole)
        {
            node.ConsolePort ??= _state.ConsolePorts.Take();
            return;
        }

        _state.ConsolePorts.Release(node.ConsolePort);
        node.ConsolePort = null;
    }

    /// <summary>A cloud says once more that it is there, when its interfaces are known.</summary>
    private void Created(LabNode node)
    {
        _state.Tell(node.Project, "node.created", node.ToJson());
        if (node.Type == "cloud") _state.Tell(node.Project, "node.updated", node.ToJson());
    }

    private void MoveConsole(LabNode node, int port)
    {
        if (node.IsRunning) throw LabRefusalException.Conflict($"Console port {node.ConsolePort} cannot be changed while the node is running");
        _state.ConsolePorts.Release(node.ConsolePort);
        node.ConsolePort = _state.ConsolePorts.Take(port);
    }

    /// <summary>
    /// The controller keeps the start-up script that a VPCS was created with and sends it along with every later update,
    /// which the emulator refuses: such a node cannot be renamed.
    /// </summary>
    private void RefuseForgottenScript(LabNode node)
    {
        if (node.Type != "vpcs" || !node.Properties.ContainsKey("startup_script")) return;
        var path = $"/v2/compute/projects/{node.Project.Id}/vpcs/nodes/{node.Id}";
        var sent = new JsonObject
        {
            ["startup_script"] = node.Properties["startup_script"]?.DeepClone(),
            ["name"] = node.Name,
            ["console"] = node.ConsolePort,
            ["console_type"] = node.ConsoleType,
        };
        var answer = new JsonObject
        {
            ["message"] = $"JSON schema error with API request '{path}' and JSON data '{PythonJson.Literal(sent)}': Additional properties are not allowed ('startup_script' was unexpected)",
            ["method"] = "PUT",
            ["path"] = "/v2/compute/projects/{project_id}/vpcs/nodes/{node_id}",
            ["request"] = sent,
            ["status"] = 400,
        };
        throw LabRefusalException.BadRequest($"Bad request http://{_state.Options.Host}:{_state.Compute.Port}{path} {PythonJson.Indented(answer)}");
    }

    private static void TakeFields(LabNode node, JsonObject given)
    {
        node.ComputeId = given["compute_id"]?.GetValue<string>() ?? node.ComputeId;
        node.TemplateId = given["template_id"]?.GetValue<string>() ?? node.TemplateId;
        node.X = given["x"]?.GetValue<int>() ?? node.X;
        node.Y = given["y"]?.GetValue<int>() ?? node.Y;
        node.Z = given["z"]?.GetValue<int>() ?? node.Z;
        node.Locked = given["locked"]?.GetValue<bool>() ?? node.Locked;
        node.ConsoleAutoStart = given["console_auto_start"]?.GetValue<bool>() ?? node.ConsoleAutoStart;
        node.PortNameFormat = given["port_name_format"]?.GetValue<string>() ?? node.PortNameFormat;
        node.PortSegmentSize = given["port_segment_size"]?.GetValue<int>() ?? node.PortSegmentSize;
        if (given.ContainsKey("symbol")) node.Symbol = given["symbol"]?.GetValue<string>() ?? Symbols.Computer;
        if (given.ContainsKey("first_port_name")) node.FirstPortName = given["first_port_name"]?.GetValue<string>();
        if (given["custom_adapters"] is JsonArray adapters) node.CustomAdapters = adapters.DeepClone().AsArray();
        if (given["console_type"] is { } console && node.Kind.HasConsolePort) node.ConsoleType = console.GetValue<string>();
    }

    /// <summary>The emulator's defaults under what was given, and what only the emulator knows on top.</summary>
    private static JsonObject Completed(LabNode node, JsonObject given)
    {
        var properties = node.Kind.Properties(given);
        foreach (var (field, value) in given) properties[field] = value?.DeepClone();
        switch (node.Type)
        {
            case "qemu":
                properties["mac_address"] ??= MacAddresses.For(node.Id, "0c:5a");
                break;
            case "docker":
                properties["mac_address"] ??= MacAddresses.For(node.Id, "02:42");
                properties["container_id"] ??= Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(node.Id)));
                if (properties["image"]?.GetValue<string>() is { } image && !image.Contains(':', StringComparison.Ordinal)) properties["image"] = image + ":latest";
                break;
            case "dynamips":
                properties["mac_addr"] ??= MacAddresses.Dotted(MacAddresses.For(node.Id, "ca:01"));
                properties["dynamips_id"] ??= node.Project.Nodes.Values.Count(other => other.Type == "dynamips") + 1;
                break;
            case "iou":
                properties["application_id"] = node.Project.Nodes.Values.Count(other => other.Type == "iou") + 1;
                break;
        }

        return properties;
    }

    /// <summary>Turns configurations given as text into the files the emulator reads; only a VPCS script stays a property.</summary>
    private static void WriteStartupFiles(LabNode node)
    {
        if (node.Properties["startup_script"]?.GetValue<string>() is { } script) node.Files["startup.vpc"] = Encoding.UTF8.GetBytes(script);
        if (node.Properties["base_script_file"] is not null)
        {
            node.Properties.Remove("base_script_file");
            node.Files["startup.vpc"] = Encoding.UTF8.GetBytes($"# This the configuration for {node.Name}\nset pcname {node.Name}\n");
        }

        foreach (var (property, path) in new[]
        {
            ("startup_config_content", StartupFiles.PathOf(node)),
            ("private_config_content", StartupFiles.PrivatePathOf(node)),
        })
        {
            if (node.Properties[property]?.GetValue<string>() is not { } content) continue;
            node.Properties.Remove(property);
            node.Files[path] = Encoding.UTF8.GetBytes(content.Replace("%h", node.Name, StringComparison.Ordinal));
        }
    }

    private static JsonObject Labelled(JsonObject label, string name)
    {
        var copy = label.DeepClone().AsObject();
        copy["text"] = WebUtility.HtmlEncode(name);
        return copy;
    }
}
