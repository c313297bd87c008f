namespace Nms.Contracts.Access;

/// <summary>One page of API keys.</summary>
/// <param name="ApiKeys">By name.</param>
public sealed record ApiKeyListResponse(IReadOnlyList<ApiKeyResponse> ApiKeys) : Page;
