using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Projects;

/// <summary>
/// What observations make of a project. Carried out in this order: the leading events (what happened to the project
/// itself), the node steps, the trailing events (links and shape).
/// </summary>
/// <param name="Next">The model after all of it.</param>
/// <param name="Leading">Events of the project itself.</param>
/// <param name="Steps">What to tell the node grains, in order for each node.</param>
/// <param name="Trailing">Events of links and of the shape.</param>
/// <param name="Need">Whether a read must settle something.</param>
/// <param name="Changed">False when only instants are new.</param>
internal sealed record ProjectDecision(
    ProjectModel Next,
    ImmutableArray<EventDraft> Leading,
    ImmutableArray<NodeStep> Steps,
    ImmutableArray<EventDraft> Trailing,
    ReadNeed Need,
    bool Changed);
