namespace Nms.Contracts.Access;

/// <summary>Permissions, everywhere or in some projects.</summary>
/// <param name="Permissions">Each as "thing.verb".</param>
/// <param name="Projects">The projects they are limited to; null for no limit.</param>
public sealed record GrantResponse(IReadOnlyList<string> Permissions, IReadOnlyList<Guid>? Projects);
