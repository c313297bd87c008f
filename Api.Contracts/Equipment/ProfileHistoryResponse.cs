namespace Nms.Contracts.Equipment;

/// <summary>The versions of a profile that are kept, the newest first.</summary>
/// <param name="Versions">One page of them.</param>
public sealed record ProfileHistoryResponse(IReadOnlyList<ProfileVersionResponse> Versions) : Page;
