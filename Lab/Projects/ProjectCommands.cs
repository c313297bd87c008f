using System.IO.Compression;
using System.Text.Json.Nodes;
using Nms.Lab.Computes;
using Nms.Lab.Drawings;
using Nms.Lab.Links;
using Nms.Lab.Nodes;
using Nms.Lab.Wire;

namespace Nms.Lab.Projects;

/// <summary>What can be done to projects. Each command tells the listeners what the real server tells them, in its order.</summary>
public sealed class ProjectCommands
{
    private readonly LabState _state;
    private readonly NodeCommands _nodes;
    private readonly LinkCommands _links;

    internal ProjectCommands(LabState state, NodeCommands nodes, LinkCommands links) => (_state, _nodes, _links) = (state, nodes, links);

    /// <summary>Creates an open, empty project.</summary>
    public LabProject Create(string name) => Create(new JsonObject { ["name"] = name });

    /// <summary>Opens a project: its nodes are there again, stopped.</summary>
    public void Open(LabProject project)
    {
        lock (_state.Gate)
        {
            if (project.IsOpen) return;
            project.IsOpen = true;
            Load(project, project.Saved);
            _state.TellController(project, "project.opened");
            if (project.AutoStart) _nodes.StartAll(project);
        }
    }

    /// <summary>Stops the nodes of a project and closes it.</summary>
    public void Close(LabProject project)
    {
        lock (_state.Gate)
        {
            if (!project.IsOpen) return;
            Unload(project);
            project.IsOpen = false;
            _state.TellController(project, "project.closed");
        }
    }

    /// <summary>Deletes a project. A closed one is opened first, as the real server does.</summary>
    public void Delete(LabProject project)
    {
        lock (_state.Gate)
        {
            Open(project);
            Close(project);
            _state.Remove(project);
            foreach (var node in project.Saved.Nodes) _state.ConsolePorts.Release(node["console"]?.GetValue<int>());
            _state.TellController(project, "project.deleted");
        }
    }

    internal LabProject Create(JsonObject given)
    {
        lock (_state.Gate)
        {
            var name = given["name"]?.GetValue<string>() ?? "";
            if (_state.Projects.Values.Any(project => project.Name == name))
                throw LabRefusalException.Conflict($"Project \"{name}\" already exists");
            if (given["project_id"]?.GetValue<string>() is { } wanted && _state.Projects.TryGetValue(wanted, out var existing)) return existing;
            RequireRoom();

            var created = New(given["project_id"]?.GetValue<string>() ?? LabIds.New(), name);
            foreach (var (field, value) in given.Where(pair => pair.Key is not ("name" or "path" or "project_id")))
                created.Document[field] = value?.DeepClone();
            _state.Add(created);
            _state.TellController(created, "project.created");
            return created;
        }
    }

    internal LabProject New(string id, string name) => new(id, name, _state.Options.Host);

    internal void Update(LabProject project, JsonObject given)
    {
        lock (_state.Gate)
        {
            var before = project.ToJson();
            foreach (var (field, value) in given.Where(pair => pair.Key is not ("project_id" or "path")))
                project.Document[field] = value?.DeepClone();
            if (!JsonNode.DeepEquals(before, project.Document)) _state.TellController(project, "project.updated");
        }
    }

    internal LabProject Duplicate(LabProject source, string name)
    {
        lock (_state.Gate)
        {
            RequireRoom();
            var wasOpen = source.IsOpen;
            Open(source);

            var copy = New(LabIds.New(), FreeName(name));
            foreach (var (field, value) in source.Document.Where(pair => pair.Key is not ("name" or "filename" or "path" or "project_id")))
                copy.Document[field] = value?.DeepClone();
            foreach (var field in (string[])["auto_start", "auto_open", "auto_close"])
                copy.Document[field] = false;
            copy.IsOpen = false;
            copy.Saved = ProjectDump.Of(source).WithNewIds();
            foreach (var (path, content) in source.Files) copy.Files[path] = content;
            foreach (var snapshot in source.Snapshots.Values) copy.Snapshots.Add(snapshot.Id, snapshot with { IsInherited = true });
            _state.Add(copy);
            _state.TellController(copy, "project.created");

            if (!wasOpen) Close(source);
            return copy;
        }
    }

    /// <summary>A project as a .gns3project file.</summary>
    internal byte[] Export(LabProject project, CompressionLevel compression)
    {
        lock (_state.Gate)
        {
            RequireStopped(project);
            return ProjectArchive.Write(project, project.IsOpen ? ProjectDump.Of(project) : project.Saved, _state.Options.Version, compression);
        }
    }

    /// <summary>Makes a closed project from a .gns3project file, under new node, link and drawing identifiers.</summary>
    internal LabProject Import(string id, Stream archive, string? name)
    {
        var (document, dump) = ProjectArchive.Read(archive);
        lock (_state.Gate)
        {
            if (_state.Projects.ContainsKey(id)) throw LabRefusalException.Conflict($"Project ID {id} already exists");
            RequireRoom();
            var imported = New(id, FreeName(name ?? document["name"]!.GetValue<string>()));
            foreach (var (field, value) in document.Where(pair => imported.Document.ContainsKey(pair.Key) && pair.Key is not ("name" or "project_id" or "status" or "path" or "filename")))
                imported.Document[field] = value?.DeepClone();
            (imported.Document["auto_start"], imported.Document["auto_open"], imported.Document["auto_close"]) = (false, false, true);

            var local = OnThisServer(dump).WithNewIds();
            _state.Add(imported);
            try
            {
                // Loaded once, so that a file which cannot be opened is refused now and not when somebody opens it.
                Load(imported, local);
                Unload(imported);
            }
            catch (Exception e) when (e is LabRefusalException or InvalidOperationException or FormatException)
            {
                _state.Remove(imported);
                foreach (var node in local.Nodes) _state.ConsolePorts.Release(node["console"]?.GetValue<int>());
                throw LabRefusalException.Conflict($"Cannot import project, the project.gns3 file is corrupted: {e.Message}");
            }

            imported.IsOpen = false;
            _state.TellController(imported, "project.created");
            return imported;
        }
    }

    /// <summary>Opens the project of that file; the Lab has no files but those of its projects.</summary>
    internal LabProject Load(string path)
    {
        lock (_state.Gate)
        {
            var project = _state.Projects.Values.FirstOrDefault(project => $"{project.Path}/{project.Document["filename"]}" == path)
                ?? throw LabRefusalException.Conflict($"Could not load topology {path}: [Errno 2] No such file or directory: '{path}'");
            Open(project);
            return project;
        }
    }

    internal static void RequireStopped(LabProject project)
    {
        if (project.Nodes.Values.Any(node => node.IsRunning))
            throw LabRefusalException.Conflict("Project must be stopped in order to export it");
    }

    internal static JsonObject Stats(LabProject project) => new()
    {
        ["drawings"] = project.Drawings.Count,
        ["links"] = project.Links.Count,
        ["nodes"] = project.Nodes.Count,
        ["snapshots"] = project.Snapshots.Count,
    };

    /// <summary>Brings nodes, links and drawings back from their saved form, saying so to the project's listeners.</summary>
    internal void Load(LabProject project, ProjectDump dump)
    {
        project.Empty();
        foreach (var saved in dump.Nodes) _nodes.Load(project, saved, dump.Files.GetValueOrDefault(saved["node_id"]!.GetValue<string>()));
        foreach (var saved in dump.Links) _links.Load(project, saved);
        foreach (var saved in dump.Drawings)
        {
            var drawing = DrawingCommands.FromJson(project, saved);
            project.Drawings.Add(drawing.Id, drawing);
            _state.Tell(project, "drawing.created", drawing.ToJson());
        }
    }

    /// <summary>Stops everything and puts it into the project's file.</summary>
    internal void Unload(LabProject project)
    {
        _nodes.StopAll(project);
        project.Saved = ProjectDump.Of(project);
        project.Empty();
    }

    /// <summary>The same nodes on the local compute, at console ports that are free.</summary>
    private ProjectDump OnThisServer(ProjectDump dump)
    {
        foreach (var node in dump.Nodes)
        {
            node["compute_id"] = LocalCompute.Id;
            if (node["console"]?.GetValue<int>() is { } port) node["console"] = _state.ConsolePorts.Take(port);
        }

        return dump;
    }

    private string FreeName(string wanted)
    {
        var names = _state.Projects.Values.Select(project => project.Name).ToHashSet();
        if (!names.Contains(wanted)) return wanted;
        return Enumerable.Range(1, LabLimits.Projects + 1).Select(number => $"{wanted}-{number}").First(name => !names.Contains(name));
    }

    private void RequireRoom()
    {
        if (_state.Projects.Count >= LabLimits.Projects)
            throw LabRefusalException.Conflict($"The lab takes {LabLimits.Projects} projects at most");
    }
}
