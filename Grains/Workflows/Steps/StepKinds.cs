using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Nms.Workflows.Steps;

/// <summary>Every kind that this process has.</summary>
internal sealed class StepKinds : IStepCatalog
{
    private readonly FrozenDictionary<string, IStepKind> _byName;

    public StepKinds(IEnumerable<IStepKind> kinds)
    {
        All = [.. kinds.Concat(EngineKind.All).OrderBy(kind => kind.Name, StringComparer.Ordinal)];
        _byName = All.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
    }

    public ImmutableArray<IStepKind> All { get; }

    public IStepKind? Find(string name) => _byName.GetValueOrDefault(name);
}
