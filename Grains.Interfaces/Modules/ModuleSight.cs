using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Modules;

/// <summary>Which events a module may see, as its principal last could.</summary>
/// <param name="Projects">The projects; null for all.</param>
/// <param name="Platform">Whether those of the platform too.</param>
[GenerateSerializer, Immutable, Alias("Nms.Modules.ModuleSight")]
public sealed record ModuleSight(
    [property: Id(0)] ImmutableArray<Guid>? Projects,
    [property: Id(1)] bool Platform)
{
    /// <summary>None.</summary>
    public static ModuleSight Nothing { get; } = new([], Platform: false);

    /// <summary>Whether an event may be seen.</summary>
    public bool Contains(EventEnvelope e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.ProjectId == Guid.Empty ? Platform : Projects is not { } projects || projects.Contains(e.ProjectId);
    }

    /// <summary>Whether both let the same through.</summary>
    public bool IsSame(ModuleSight? other) => other is not null && Platform == other.Platform
        && (Projects is null ? other.Projects is null : other.Projects is { } theirs && Projects.Value.Order().SequenceEqual(theirs.Order()));
}
