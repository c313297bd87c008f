namespace Nms.Contracts.Gns3;

/// <summary>One template of a GNS3 server.</summary>
/// <param name="TemplateId">GNS3's id.</param>
/// <param name="Name">Name.</param>
/// <param name="TemplateType">Type of the nodes it makes.</param>
/// <param name="Category">router, switch, guest, firewall.</param>
/// <param name="Symbol">GNS3 symbol.</param>
/// <param name="ComputeId">The compute its nodes run on, or null when the caller chooses.</param>
/// <param name="Builtin">True when it comes with GNS3.</param>
public sealed record TemplateResponse(
    Guid TemplateId,
    string Name,
    string TemplateType,
    string? Category,
    string? Symbol,
    string? ComputeId,
    bool Builtin);
