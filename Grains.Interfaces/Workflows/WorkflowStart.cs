namespace Nms.Workflows;

/// <summary>A run that was asked for.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Version">The version it runs.</param>
/// <param name="Existing">It was there already.</param>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.WorkflowStart")]
public sealed record WorkflowStart([property: Id(0)] Guid RunId, [property: Id(1)] int Version, [property: Id(2)] bool Existing);
