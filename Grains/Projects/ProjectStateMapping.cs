using System.Collections.Immutable;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>Between the project as it is kept and the project as it is worked with.</summary>
internal static class ProjectStateMapping
{
    /// <summary>A drawing may hold an image of megabytes; a larger one is read from GNS3 again instead of kept.</summary>
    private const int MaximumSvg = 16 * 1024;

    public static ProjectModel ToModel(ProjectState state, IEnumerable<NodeSnapshot> nodes)
    {
        var byId = nodes.ToImmutableDictionary(node => node.Key.NodeId);
        return ProjectModel.Empty with
        {
            Project = state.Project,
            Nodes = byId,
            Links = state.Links.ToImmutableDictionary(link => link.LinkId),
            Drawings = state.Drawings.ToImmutableDictionary(drawing => drawing.DrawingId),
            LastRestored = state.LastRestored,
        };
    }

    public static ProjectState ToState(ProjectModel model) => new()
    {
        Project = model.Project,
        NodeIds = [.. model.Nodes.Keys.Order()],
        Links = [.. model.Links.Values.OrderBy(link => link.LinkId)],
        Drawings = [.. model.Drawings.Values.OrderBy(drawing => drawing.DrawingId).Select(WithoutLargeSvg)],
        LastRestored = model.LastRestored,
    };

    /// <summary>
    /// True when a decision changes facts that the nodes keep themselves and nothing that the project keeps: the usual
    /// case, in which the whole project need not be compared with what is kept.
    /// </summary>
    public static bool TellsNodesOnly(ProjectModel model, ProjectDecision decision) =>
        decision.Trailing is []
        && ReferenceEquals(model.Links, decision.Next.Links)
        && ReferenceEquals(model.Drawings, decision.Next.Drawings)
        && model.LastRestored == decision.Next.LastRestored
        && Timeless(model.Project) == Timeless(decision.Next.Project)
        && model.Nodes.Count == decision.Next.Nodes.Count
        && decision.Steps.All(step => step is ObserveNode && model.Nodes.ContainsKey(step.NodeId));

    /// <summary>True when a write would record nothing but newer instants.</summary>
    public static bool Same(ProjectState kept, ProjectState next) =>
        Timeless(kept.Project) == Timeless(next.Project)
        && kept.LastRestored == next.LastRestored
        && kept.NodeIds.SequenceEqual(next.NodeIds)
        && kept.Links.Length == next.Links.Length
        && kept.Links.Zip(next.Links).All(pair => LinkLogic.Same(pair.First, pair.Second))
        && kept.Drawings.SequenceEqual(next.Drawings);

    public static ProjectTopology ToTopology(ProjectModel model, string version) => new(
        model.Project!,
        [.. model.Nodes.Values.OrderBy(node => node.Name, StringComparer.Ordinal).ThenBy(node => node.Key.NodeId)],
        [.. model.Links.Values.OrderBy(link => link.LinkId)],
        [.. model.Drawings.Values.OrderBy(drawing => drawing.DrawingId)],
        version);

    private static ProjectSnapshot? Timeless(ProjectSnapshot? project) => project is null
        ? null
        : project with { ObservedAt = default, ChangedAt = default, ReconciledAt = null };

    private static DrawingSnapshot WithoutLargeSvg(DrawingSnapshot drawing) =>
        drawing.Svg is { Length: > MaximumSvg } ? drawing with { Svg = null } : drawing;
}
