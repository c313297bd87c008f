namespace Nms.Contracts.Modules;

/// <summary>The registered modules, by name.</summary>
/// <param name="Modules">The modules.</param>
public sealed record ModuleListResponse(IReadOnlyList<ModuleResponse> Modules) : Page;
