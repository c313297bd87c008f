using System.Collections.Immutable;

namespace Nms.Status;

/// <summary>One round of checks.</summary>
/// <param name="State">The worst state of a dependency.</param>
/// <param name="CheckedAt">When the round ended.</param>
/// <param name="Dependencies">Every dependency, by name.</param>
public sealed record HealthSummary(HealthState State, DateTimeOffset CheckedAt, ImmutableArray<DependencyHealth> Dependencies)
{
    /// <summary>The dependency of a name, or null when this silo has none of it.</summary>
    public DependencyHealth? Find(string name) => Dependencies.FirstOrDefault(dependency => dependency.Name == name);
}

/// <summary>What a check found of one dependency.</summary>
/// <param name="Name">See <see cref="HealthNames"/>.</param>
/// <param name="State">How well it is.</param>
/// <param name="Latency">How long the check took, which is what a request would wait for it.</param>
/// <param name="Since">When it was first found in this state.</param>
/// <param name="Cause">What is wrong, in a sentence; null when nothing is.</param>
/// <param name="Remedy">What to do about it, in a sentence; null when nothing is wrong.</param>
/// <param name="Details">Figures and words that the check read, by name.</param>
public sealed record DependencyHealth(
    string Name, HealthState State, TimeSpan Latency, DateTimeOffset Since, string? Cause, string? Remedy, ImmutableSortedDictionary<string, string> Details);
