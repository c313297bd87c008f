using System.Collections.Immutable;
using System.Text.Json;
using Nms.Access;
using Nms.Contracts.Access;

namespace Nms.Api.Access;

/// <summary>Between the grains' records and JSON.</summary>
internal static class AccessMapping
{
    public static MeResponse ToMe(this Principal principal) => new(
        principal.Id, principal.Name, JsonNamingPolicy.SnakeCaseLower.ConvertName(principal.Kind.ToString()), [.. principal.Grants.Select(ToResponse)]);

    public static UserResponse ToResponse(this UserSnapshot user) => new(
        user.Id, user.Name, user.DisplayName, user.Enabled, user.HasPassword, user.MustChangePassword, [.. user.Roles.Select(ToBody)], user.CreatedAt, user.ChangedAt);

    public static RoleResponse ToResponse(this Role role) => new(role.Name, role.Description, Sorted(role.Permissions), role.BuiltIn);

    public static ApiKeyResponse ToResponse(this ApiKeySnapshot key, DateTimeOffset? lastUsedAt) => new(
        key.Id, key.Name, key.OwnerId, key.Module, Sorted(key.Scope.Permissions), Sorted(key.Scope.Projects), key.CreatedAt, key.ExpiresAt, lastUsedAt);

    public static ImmutableArray<RoleBinding> ToBindings(this IReadOnlyList<RoleBindingBody>? bindings) =>
        [.. (bindings ?? []).Select(binding => new RoleBinding(binding.Role!, binding.Projects?.ToImmutableHashSet()))];

    private static GrantResponse ToResponse(Grant grant) => new(Sorted(grant.Permissions), Sorted(grant.Projects));

    private static RoleBindingBody ToBody(RoleBinding binding) => new(binding.Role, Sorted(binding.Projects));

    private static IReadOnlyList<string> Sorted(ImmutableHashSet<string> permissions) => [.. permissions.Order(StringComparer.Ordinal)];

    private static IReadOnlyList<Guid>? Sorted(ImmutableHashSet<Guid>? projects) => projects is null ? null : [.. projects.Order()];
}
