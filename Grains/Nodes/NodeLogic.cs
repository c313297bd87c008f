using System.Collections.Immutable;
using System.Text.Json;
using Nms.Events;

namespace Nms.Nodes;

/// <summary>Every rule about a node, as pure functions: no I/O, no clock, no Orleans runtime.</summary>
internal static class NodeLogic
{
    /// <summary>
    /// Compares what GNS3 says with what is known. A status edge and any other visible change are separate events; what
    /// is not news yields none, because GNS3 repeats itself.
    /// </summary>
    public static NodeDecision Observe(NodeSnapshot? known, NodeObservation observation, DateTimeOffset now)
    {
        if (known is null)
        {
            var created = observation.Facts with
            {
                Status = observation.HasStatus ? observation.Facts.Status : NodeStatus.Unknown,
                StatusChangedAt = now,
                ObservedAt = now,
            };
            return new NodeDecision(created, [Created(created)], Changed: true);
        }

        var next = Merge(known, observation, now);
        return new NodeDecision(next, Differences(known, next), Changed: !Same(known, next));
    }

    /// <summary>
    /// Makes a node that came under a new id the continuation of a known one: its history goes on, and the change of id
    /// is an event.
    /// </summary>
    public static NodeDecision Continue(NodeSnapshot? known, NodeSnapshot previous, NodeObservation observation, DateTimeOffset now)
    {
        if (known is not null && known.PreviousIds.Contains(previous.Key.NodeId))
        {
            return Observe(known, observation, now);
        }

        var inherited = previous with
        {
            Key = observation.Facts.Key,
            PreviousIds = previous.PreviousIds.Add(previous.Key.NodeId),
        };
        var next = Merge(inherited, observation, now);
        return new NodeDecision(next, [IdChanged(previous, next), .. Differences(inherited, next)], Changed: true);
    }

    /// <summary>The event of a node that is gone.</summary>
    public static EventDraft Removed(NodeSnapshot known) =>
        Draft("node.deleted", known, writer =>
        {
            writer.WriteString("node_type", known.NodeType);
            writer.WriteString("old_status", Text(known.Status));
        });

    /// <summary>GNS3's word for a status; unknown for none.</summary>
    public static string Text(NodeStatus status) => status switch
    {
        NodeStatus.Started => "started",
        NodeStatus.Stopped => "stopped",
        NodeStatus.Suspended => "suspended",
        _ => "unknown",
    };

    private static NodeSnapshot Merge(NodeSnapshot known, NodeObservation observation, DateTimeOffset now)
    {
        var facts = observation.Facts;
        var status = observation.HasStatus ? facts.Status : known.Status;
        var ports = observation.IsPartial || known.Ports.SequenceEqual(facts.Ports) ? known.Ports : facts.Ports;
        return facts with
        {
            Status = status,
            StatusChangedAt = status == known.Status ? known.StatusChangedAt : now,
            ObservedAt = now,
            Ports = ports,
            PreviousIds = known.PreviousIds,
            CommandLine = observation.IsPartial ? known.CommandLine : facts.CommandLine,
            NodeDirectory = observation.IsPartial ? known.NodeDirectory : facts.NodeDirectory,
            Console = observation.IsPartial ? MergeConsole(known.Console, facts.Console) : facts.Console,
        };
    }

    private static ConsoleEndpoint? MergeConsole(ConsoleEndpoint? known, ConsoleEndpoint? listed) =>
        listed is null ? known : listed with { Host = listed.Host ?? known?.Host };

    private static bool Same(NodeSnapshot known, NodeSnapshot next) =>
        known == next with { ObservedAt = known.ObservedAt };

    private static ImmutableArray<EventDraft> Differences(NodeSnapshot known, NodeSnapshot next)
    {
        var events = ImmutableArray.CreateBuilder<EventDraft>();
        var changes = VisibleChanges(known, next);
        if (next.Status != known.Status && StatusEdge(next.Status) is var (type, action))
        {
            // A node first listed by a closed project has no status; that it is stopped is no stop.
            if (known.Status == NodeStatus.Unknown && next.Status == NodeStatus.Stopped)
            {
                changes = ["status", .. changes];
            }
            else
            {
                events.Add(StatusChanged(type, action, known.Status, next));
            }
        }

        if (changes is not [])
        {
            events.Add(Updated(known, next, changes));
        }

        return events.DrainToImmutable();
    }

    private static (string Type, string Action)? StatusEdge(NodeStatus status) => status switch
    {
        NodeStatus.Started => ("node.started", "start"),
        NodeStatus.Stopped => ("node.stopped", "stop"),
        NodeStatus.Suspended => ("node.suspended", "suspend"),
        _ => null,
    };

    private static ImmutableArray<string> VisibleChanges(NodeSnapshot known, NodeSnapshot next)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        Compare("name", known.Name, next.Name);
        Compare("node_type", known.NodeType, next.NodeType);
        Compare("compute_id", known.ComputeId, next.ComputeId);
        Compare("template_id", known.TemplateId, next.TemplateId);
        Compare("console", known.Console, next.Console);
        Compare("console_auto_start", known.ConsoleAutoStart, next.ConsoleAutoStart);
        Compare("x", known.X, next.X);
        Compare("y", known.Y, next.Y);
        Compare("z", known.Z, next.Z);
        Compare("width", known.Width, next.Width);
        Compare("height", known.Height, next.Height);
        Compare("symbol", known.Symbol, next.Symbol);
        Compare("locked", known.Locked, next.Locked);
        Compare("ports", known.Ports, next.Ports);
        Compare("properties", known.PropertiesJson, next.PropertiesJson);
        Compare("label", known.LabelJson, next.LabelJson);
        Compare("custom_adapters", known.CustomAdaptersJson, next.CustomAdaptersJson);
        return names.DrainToImmutable();

        void Compare<T>(string name, T before, T after)
        {
            if (!EqualityComparer<T>.Default.Equals(before, after))
            {
                names.Add(name);
            }
        }
    }

    private static EventDraft Created(NodeSnapshot node) =>
        Draft("node.created", node, writer =>
        {
            writer.WriteString("node_type", node.NodeType);
            writer.WriteString("status", Text(node.Status));
            writer.WriteString("action", "create");
        });

    private static EventDraft StatusChanged(string type, string action, NodeStatus before, NodeSnapshot node) =>
        Draft(type, node, writer =>
        {
            writer.WriteString("old_status", Text(before));
            writer.WriteString("new_status", Text(node.Status));
            writer.WriteString("action", action);
        });

    private static EventDraft Updated(NodeSnapshot known, NodeSnapshot next, ImmutableArray<string> changes) =>
        Draft("node.updated", next, writer =>
        {
            writer.WriteString("status", Text(next.Status));
            if (known.Name != next.Name)
            {
                writer.WriteString("old_name", known.Name);
            }

            writer.WriteStartArray("changes");
            foreach (var change in changes)
            {
                writer.WriteStringValue(change);
            }

            writer.WriteEndArray();
            writer.WriteString("action", "update");
        });

    private static EventDraft IdChanged(NodeSnapshot previous, NodeSnapshot next) =>
        Draft("node.id_changed", next, writer =>
        {
            writer.WriteString("old_id", previous.Key.NodeId);
            writer.WriteString("new_id", next.Key.NodeId);
        });

    private static EventDraft Draft(string type, NodeSnapshot node, Action<Utf8JsonWriter> members) =>
        new(type, node.Key.ProjectId, node.Key.NodeId, EventData.Write(writer =>
        {
            writer.WriteString("project_id", node.Key.ProjectId);
            writer.WriteString("node_id", node.Key.NodeId);
            writer.WriteString("node_name", node.Name);
            members(writer);
        }));
}
