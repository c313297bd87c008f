using System.Text.Json.Nodes;
using Nms.Lab.Agents;
using Nms.Lab.Computes;
using Nms.Lab.Console;
using Nms.Lab.Faults;
using Nms.Lab.Networks;
using Nms.Lab.Nodes;
using Nms.Lab.Notifications;
using Nms.Lab.Projects;
using Nms.Lab.Templates;
using Nms.Lab.Wire;

namespace Nms.Lab;

/// <summary>
/// Everything one Lab holds. One lock guards it: every command is short and in memory, and a client of the real server
/// sees its changes one after the other too.
/// </summary>
public sealed class LabState
{
    private readonly OrderedDictionary<string, LabProject> _projects = new(StringComparer.Ordinal);

    internal LabState(LabOptions options, TimeProvider time)
    {
        Options = options;
        Time = time;
        Faults = new LabFaults(options.Seed);
        Compute = new LocalCompute(this);
        RemoteComputes = new RemoteComputes(this);
        Notifications = new NotificationHub(Faults, time, () => Compute.Load());
        Templates = TemplateLibrary.WithBuiltins();
        ConsolePorts = new ConsolePorts(options);
        Machines = new Machines(this);
    }

    /// <summary>What goes wrong on purpose.</summary>
    public LabFaults Faults { get; }

    /// <summary>Who listens, and what they are told.</summary>
    public NotificationHub Notifications { get; }

    internal LabOptions Options { get; }

    internal TimeProvider Time { get; }

    internal Lock Gate { get; } = new();

    internal LocalCompute Compute { get; }

    internal RemoteComputes RemoteComputes { get; }

    internal TemplateLibrary Templates { get; }

    internal ConsolePorts ConsolePorts { get; }

    internal Machines Machines { get; }

    internal LabWiring Wiring { get; } = new();

    /// <summary>What is wrong with the agents of nodes, by node id.</summary>
    internal Dictionary<string, AgentFault> AgentFaults { get; } = [];

    internal IReadOnlyDictionary<string, LabProject> Projects => _projects;

    /// <summary>The project of that name; the first one when several share it.</summary>
    public LabProject ProjectNamed(string name)
    {
        lock (Gate) return _projects.Values.First(project => project.Name == name);
    }

    /// <summary>The node of that name in an open project.</summary>
    public LabNode NodeNamed(string project, string node)
    {
        lock (Gate) return ProjectNamed(project).Nodes.Values.First(candidate => candidate.Name == node);
    }

    internal void Add(LabProject project) => _projects.Add(project.Id, project);

    internal void Remove(LabProject project) => _projects.Remove(project.Id);

    internal LabProject Project(string id)
        => _projects.GetValueOrDefault(id) ?? throw LabRefusalException.NotFound($"Project ID {id} doesn't exist");

    internal LabProject OpenProject(string id)
    {
        var project = Project(id);
        return project.IsOpen ? project : throw LabRefusalException.Forbidden("The project is not opened");
    }

    internal LabNode Node(string projectId, string nodeId)
        => OpenProject(projectId).Nodes.GetValueOrDefault(nodeId) ?? throw LabRefusalException.NotFound($"Node ID {nodeId} doesn't exist");

    internal void Tell(LabProject project, string action, JsonObject entity) => Notifications.ToProject(project.Id, action, entity);

    internal void TellController(LabProject project, string action) => Notifications.ToController(action, project.ToJson());
}
