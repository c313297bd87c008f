namespace Nms.Api.Access;

/// <summary>
/// Endpoint metadata: what a caller must be granted. A route with a "projectId" value asks for it in that project;
/// others ask for it anywhere, and their handlers answer with what the caller may see. <paramref name="Everywhere"/> asks for a
/// grant without a limit to projects.
/// </summary>
internal sealed record RequiredPermission(string Permission, bool Everywhere);
