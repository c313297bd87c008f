namespace Nms.Workflows;

/// <summary>A start that is known again.</summary>
/// <param name="Key">Principal and idempotency key.</param>
/// <param name="RunId">The run it gave.</param>
/// <param name="Version">The version it runs.</param>
[GenerateSerializer, Immutable, Alias("Nms.Workflows.RememberedStart")]
internal sealed record RememberedStart([property: Id(0)] string Key, [property: Id(1)] Guid RunId, [property: Id(2)] int Version);
