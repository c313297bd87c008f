namespace Nms.Contracts.Access;

/// <summary>Who asks, and what he may do.</summary>
/// <param name="Id">Stable id, as the audit log has it.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Kind">user, api_key or module.</param>
/// <param name="Grants">What is allowed.</param>
public sealed record MeResponse(string Id, string Name, string Kind, IReadOnlyList<GrantResponse> Grants);
