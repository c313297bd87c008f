using System.Collections.Immutable;
using Nms.Access;
using Nms.Events;

namespace Nms.Api.Access;

/// <summary>
/// The events a caller may see: those of projects in which he may read the project and its events, and those of the platform
/// (servers, computes, modules) when he may read events everywhere.
/// </summary>
internal sealed class VisibleEvents : IEquatable<VisibleEvents>
{
    private readonly ImmutableHashSet<Guid>? _projects;
    private readonly bool _ofPlatform;

    private VisibleEvents(ImmutableHashSet<Guid>? projects, bool ofPlatform) => (_projects, _ofPlatform) = (projects, ofPlatform);

    /// <summary>Nothing, for somebody who is no longer let in.</summary>
    public static VisibleEvents None { get; } = new([], ofPlatform: false);

    /// <summary>True when no event is hidden from him.</summary>
    public bool AreAll => _projects is null && _ofPlatform;

    /// <summary>The only project whose events he may see; null when there are more, or others.</summary>
    public Guid? OnlyProject => _projects is { Count: 1 } && !_ofPlatform ? _projects.First() : null;

    public static VisibleEvents To(Principal caller) => new(
        Both(caller.ProjectsWith(Permissions.EventRead), caller.ProjectsWith(Permissions.ProjectRead)),
        caller.Allows(Permissions.EventRead));

    public bool Contains(EventEnvelope e) =>
        e.ProjectId == Guid.Empty ? _ofPlatform : _projects is null || _projects.Contains(e.ProjectId);

    /// <summary>True when neither may see an event that the other may not: they are offered events together.</summary>
    public bool Equals(VisibleEvents? other) =>
        other is not null && _ofPlatform == other._ofPlatform
        && (_projects is null ? other._projects is null : other._projects is not null && _projects.SetEquals(other._projects));

    public override bool Equals(object? obj) => Equals(obj as VisibleEvents);

    public override int GetHashCode() =>
        HashCode.Combine(_ofPlatform, _projects?.Aggregate(_projects.Count, static (hash, project) => hash ^ project.GetHashCode()));

    private static ImmutableHashSet<Guid>? Both(ImmutableHashSet<Guid>? one, ImmutableHashSet<Guid>? other) =>
        one is null ? other : other is null ? one : one.Intersect(other);
}
