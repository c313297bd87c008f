using System.Text.Json;

namespace Nms.Contracts.Workflows;

/// <summary>A version of a workflow with its definition.</summary>
/// <param name="Name">The workflow.</param>
/// <param name="Version">1, 2, 3, …</param>
/// <param name="BuiltIn">Part of the platform: it cannot be changed or deleted.</param>
/// <param name="SavedAt">When it was saved.</param>
/// <param name="SavedBy">Who saved it; runs that its triggers start act in his name.</param>
/// <param name="Source">The definition as it was given, YAML or JSON.</param>
/// <param name="Definition">The definition as JSON, with all defaults written out.</param>
public sealed record WorkflowResponse(
    string Name,
    int Version,
    bool BuiltIn,
    DateTimeOffset SavedAt,
    string SavedBy,
    string Source,
    JsonElement Definition);
