using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Access;

namespace Nms.Api.Access;

/// <summary>Users and what they may do.</summary>
internal static class UserEndpoints
{
    private static readonly int[] s_failures =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict,
    ];

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags(ApiTags.Infrastructure).Require(Permissions.UserManage);
        users.MapGet("/", ListAsync).Describe("list_users", "Lists users.", null, s_failures);
        users.MapPost("/", CreateAsync).Checks<CreateUserRequest>(AccessRules.CheckAsync).Describe("create_user", "Creates a user.", "Nobody grants more than he has.", s_failures);
        users.MapGet("/{userId}", GetAsync).Describe("get_user", "Shows a user.", null, s_failures);
        users.MapPatch("/{userId}", UpdateAsync).Checks<UpdateUserRequest>(AccessRules.Check).Describe(
            "update_user", "Changes a user.", "Other roles end his access tokens; being disabled ends his sessions and his API keys.", s_failures);
        users.MapPut("/{userId}/password", SetPasswordAsync).Checks<SetPasswordRequest>(AccessRules.CheckAsync).Describe(
            "set_password", "Gives a user another password, which ends his sessions.", "With must_change he may do nothing with it but choose one of his own; his API keys go on.", s_failures);
        users.MapPost("/{userId}/sign-out", SignOutAsync).Describe("sign_out_user", "Ends all sessions of a user.", null, s_failures);
        users.MapDelete("/{userId}", DeleteAsync).Describe("delete_user", "Deletes a user and his API keys.", null, s_failures);
    }

    private static async Task<Ok<UserListResponse>> ListAsync(
        [FromQuery] string? name, [FromQuery] string? role, [AsParameters] PageQuery page, HttpContext context, AccessView view, CancellationToken cancellationToken)
    {
        var users = (await view.RefreshAsync(cancellationToken)).Users.Values
            .Select(known => known.User)
            .Where(user => name is null || user.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            .Where(user => role is null || user.Roles.Any(binding => binding.Role == role))
            .OrderBy(user => user.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        return TypedResults.Ok(page.Fill(context, users, AccessMapping.ToResponse, entries => new UserListResponse(entries)));
    }

    private static async Task<Created<UserResponse>> CreateAsync(
        CreateUserRequest request, HttpContext context, IGrainFactory grains, PasswordHashing hashing, AccessView view, CancellationToken cancellationToken)
    {
        var hash = request.Password is { } password ? await hashing.HashAsync(password, cancellationToken) : null;
        var draft = new UserDraft(request.Name!, request.DisplayName, hash, request.Roles.ToBindings(), request.MustChangePassword ?? false);
        var user = await grains.AccessDirectory().CreateUserAsync(draft, context.Caller(), cancellationToken);
        context.Audit().Changed(null, user.ToResponse());
        await view.RefreshAsync(cancellationToken);
        return TypedResults.Created($"/api/v1/users/{user.Id}", user.ToResponse());
    }

    private static async Task<Ok<UserResponse>> GetAsync(Guid userId, AccessView view, CancellationToken cancellationToken) =>
        (await view.RefreshAsync(cancellationToken)).Users.TryGetValue(userId, out var known)
            ? TypedResults.Ok(known.User.ToResponse())
            : throw new NotFoundException("user_not_found", $"There is no user {userId}.");

    private static async Task<Ok<UserResponse>> UpdateAsync(
        Guid userId, UpdateUserRequest request, HttpContext context, IGrainFactory grains, AccessView view, CancellationToken cancellationToken)
    {
        var changes = new UserChanges
        {
            DisplayName = request.DisplayName,
            Enabled = request.Enabled,
            Roles = request.Roles is null ? null : request.Roles.ToBindings(),
        };
        var before = (await view.RefreshAsync(cancellationToken)).Users.GetValueOrDefault(userId)?.User;
        var user = grains.AccessDirectory().UpdateUserAsync(userId, changes, context.Caller(), cancellationToken);
        context.Audit().Changed(before?.ToResponse(), (await user).ToResponse());
        return await ShowAsync(user, view, cancellationToken);
    }

    private static async Task<Ok<UserResponse>> SetPasswordAsync(
        Guid userId,
        SetPasswordRequest request,
        HttpContext context,
        IGrainFactory grains,
        PasswordHashing hashing,
        AccessView view,
        CancellationToken cancellationToken)
    {
        _ = (await view.RefreshAsync(cancellationToken)).Users.GetValueOrDefault(userId)
            ?? throw new NotFoundException("user_not_found", $"There is no user {userId}.");
        var hash = await hashing.HashAsync(request.Password!, cancellationToken);
        context.Audit().Replaced("password");
        return await ShowAsync(grains.AccessDirectory().SetPasswordAsync(userId, hash, context.Caller(), request.MustChange ?? false, cancellationToken), view, cancellationToken);
    }

    private static Task<Ok<UserResponse>> SignOutAsync(
        Guid userId, HttpContext context, IGrainFactory grains, AccessView view, CancellationToken cancellationToken)
    {
        context.Audit().Changed(new { Sessions = "open" }, new { Sessions = "ended" });
        return ShowAsync(grains.AccessDirectory().SignOutUserAsync(userId, context.Caller(), cancellationToken), view, cancellationToken);
    }

    private static async Task<NoContent> DeleteAsync(
        Guid userId, HttpContext context, IGrainFactory grains, AccessView view, CancellationToken cancellationToken)
    {
        var before = (await view.RefreshAsync(cancellationToken)).Users.GetValueOrDefault(userId)?.User;
        await grains.AccessDirectory().DeleteUserAsync(userId, context.Caller(), cancellationToken);
        context.Audit().Changed(before?.ToResponse(), null);
        await view.RefreshAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Once the answer is there, this silo knows of the change; the others do a second later.</summary>
    private static async Task<Ok<UserResponse>> ShowAsync(Task<UserSnapshot> change, AccessView view, CancellationToken cancellationToken)
    {
        var user = await change;
        await view.RefreshAsync(cancellationToken);
        return TypedResults.Ok(user.ToResponse());
    }
}
