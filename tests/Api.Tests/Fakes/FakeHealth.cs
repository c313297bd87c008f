using System.Collections.Immutable;
using Nms.Status;

namespace Nms.Api.Tests.Fakes;

/// <summary>Health as a test wants it.</summary>
public sealed class FakeHealth(TimeProvider time) : IPlatformHealth
{
    private ImmutableArray<DependencyHealth> _dependencies = [];

    /// <summary>Adds a dependency, or replaces the one of that name.</summary>
    public void Set(string name, HealthState state, string? cause = null, string? remedy = null) => _dependencies =
    [
        .. _dependencies.Where(dependency => dependency.Name != name),
        new DependencyHealth(
            name, state, TimeSpan.FromMilliseconds(1.5), time.GetUtcNow(), cause, remedy, ImmutableSortedDictionary<string, string>.Empty.Add("circuit", "closed")),
    ];

    public ValueTask<HealthSummary> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(
        new HealthSummary(_dependencies.Select(dependency => dependency.State).DefaultIfEmpty(HealthState.Ok).Max(), time.GetUtcNow(), _dependencies));
}
