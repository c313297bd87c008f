namespace Nms.Contracts.Access;

/// <summary>One page of users.</summary>
/// <param name="Users">By name.</param>
public sealed record UserListResponse(IReadOnlyList<UserResponse> Users) : Page;
