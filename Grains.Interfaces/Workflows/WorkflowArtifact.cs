namespace Nms.Workflows;

/// <summary>A file that a step of a run made.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Name">Its name, unique in the run.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="CreatedAt">When it was made.</param>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowArtifact")]
public sealed record WorkflowArtifact(
    [property: Id(0)] Guid RunId,
    [property: Id(1)] string Name,
    [property: Id(2)] string ContentType,
    [property: Id(3)] long Bytes,
    [property: Id(4)] DateTimeOffset CreatedAt);
