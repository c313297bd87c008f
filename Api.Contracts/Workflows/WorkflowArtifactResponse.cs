namespace Nms.Contracts.Workflows;

/// <summary>A file that a step of a run made.</summary>
/// <param name="Name">Its name, unique in the run.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record WorkflowArtifactResponse(string Name, string ContentType, long Bytes, DateTimeOffset CreatedAt);
