using System.Collections.Immutable;
using Nms.Workflows.Steps;

namespace Nms.Grains.Tests.Workflows;

/// <summary>The kinds of a test.</summary>
internal sealed class TestKinds(params ImmutableArray<IStepKind> kinds) : IStepCatalog
{
    public ImmutableArray<IStepKind> All => kinds;

    public IStepKind? Find(string name) => kinds.FirstOrDefault(kind => kind.Name == name);
}
