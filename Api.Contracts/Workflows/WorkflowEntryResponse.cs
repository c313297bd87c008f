namespace Nms.Contracts.Workflows;

/// <summary>A version of a workflow, without its definition.</summary>
/// <param name="Name">The workflow.</param>
/// <param name="Version">1, 2, 3, …</param>
/// <param name="BuiltIn">Part of the platform: it cannot be changed or deleted.</param>
/// <param name="SavedAt">When it was saved.</param>
/// <param name="SavedBy">Who saved it; runs that its triggers start act in his name.</param>
public sealed record WorkflowEntryResponse(string Name, int Version, bool BuiltIn, DateTimeOffset SavedAt, string SavedBy);
