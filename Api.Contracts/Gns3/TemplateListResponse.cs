namespace Nms.Contracts.Gns3;

/// <summary>The templates of a GNS3 server.</summary>
/// <param name="Templates">By name.</param>
public sealed record TemplateListResponse(IReadOnlyList<TemplateResponse> Templates) : Page;
