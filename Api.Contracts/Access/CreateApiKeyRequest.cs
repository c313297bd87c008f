namespace Nms.Contracts.Access;

/// <summary>Creates an API key.</summary>
/// <param name="Name">What it is for; unique among the owner's keys.</param>
/// <param name="Permissions">What it may do at most.</param>
/// <param name="Projects">The projects it is limited to; null or absent for no limit.</param>
/// <param name="ExpiresAt">From when on it is refused; 90 days from now when absent, two years at most.</param>
/// <param name="Module">Name of the module that will use it; absent for another program.</param>
/// <param name="Owner">The user in whose name it acts; the caller when absent. Somebody else needs user.manage.</param>
public sealed record CreateApiKeyRequest(
    string? Name = null,
    IReadOnlyList<string>? Permissions = null,
    IReadOnlyList<Guid>? Projects = null,
    DateTimeOffset? ExpiresAt = null,
    string? Module = null,
    Guid? Owner = null);
