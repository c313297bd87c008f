using System.Collections.Immutable;

namespace Nms.Workflows.Steps;

/// <summary>What steps can do in this process.</summary>
internal interface IStepCatalog
{
    /// <summary>Every kind, by name.</summary>
    ImmutableArray<IStepKind> All { get; }

    /// <summary>The kind of this name, or null.</summary>
    IStepKind? Find(string name);
}
