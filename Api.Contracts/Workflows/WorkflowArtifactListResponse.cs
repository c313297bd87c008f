namespace Nms.Contracts.Workflows;

/// <summary>The files of a run, by name.</summary>
/// <param name="Artifacts">One page of them.</param>
public sealed record WorkflowArtifactListResponse(IReadOnlyList<WorkflowArtifactResponse> Artifacts) : Page;
