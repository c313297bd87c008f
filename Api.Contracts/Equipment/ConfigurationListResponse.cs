namespace Nms.Contracts.Equipment;

/// <summary>The configuration files of a piece of equipment in their versions: by name, the newest first.</summary>
/// <param name="Versions">One page of them.</param>
public sealed record ConfigurationListResponse(IReadOnlyList<ConfigurationVersionResponse> Versions) : Page;
