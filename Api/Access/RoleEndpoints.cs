using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Access;

namespace Nms.Api.Access;

/// <summary>Roles: those that come with the program, and custom ones.</summary>
internal static class RoleEndpoints
{
    private static readonly int[] s_failures =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict,
    ];

    public static void MapRoles(this IEndpointRouteBuilder api)
    {
        var roles = api.MapGroup("/roles").WithTags(ApiTags.Infrastructure).Require(Permissions.UserManage);
        roles.MapGet("/", ListAsync).Describe("list_roles", "Lists roles with what they allow.", null, s_failures);
        roles.MapPost("/", CreateAsync).Checks<RoleRequest>(AccessRules.CheckNewAsync).Describe("create_role", "Creates a custom role.", "Nobody puts more into a role than he has.", s_failures);
        roles.MapGet("/{role}", GetAsync).Describe("get_role", "Shows a role.", null, s_failures);
        roles.MapPut("/{role}", ReplaceAsync).Checks<RoleRequest>(AccessRules.CheckAsync).Describe(
            "replace_role", "Changes a custom role; whoever has it is granted the new permissions at once.", null, s_failures);
        roles.MapDelete("/{role}", DeleteAsync).Describe("delete_role", "Deletes a custom role that nobody has.", null, s_failures);
    }

    private static async Task<Ok<RoleListResponse>> ListAsync(
        [AsParameters] PageQuery page, HttpContext context, AccessView view, CancellationToken cancellationToken)
    {
        var roles = (await view.RefreshAsync(cancellationToken)).Roles.Values
            .OrderByDescending(role => role.BuiltIn)
            .ThenBy(role => role.Name, StringComparer.Ordinal)
            .ToList();
        return TypedResults.Ok(page.Fill(context, roles, AccessMapping.ToResponse, entries => new RoleListResponse(entries)));
    }

    private static async Task<Created<RoleResponse>> CreateAsync(
        RoleRequest request, HttpContext context, IGrainFactory grains, AccessView view, CancellationToken cancellationToken)
    {
        var role = await PutAsync(request.Name!, request, mustBeNew: true, context, grains, view, cancellationToken);
        return TypedResults.Created($"/api/v1/roles/{role.Name}", role.ToResponse());
    }

    private static async Task<Ok<RoleResponse>> GetAsync(string role, AccessView view, CancellationToken cancellationToken) =>
        (await view.RefreshAsync(cancellationToken)).Roles.TryGetValue(role, out var known)
            ? TypedResults.Ok(known.ToResponse())
            : throw new NotFoundException("role_not_found", $"There is no role '{role}'.");

    private static async Task<Ok<RoleResponse>> ReplaceAsync(
        string role, RoleRequest request, HttpContext context, IGrainFactory grains, AccessView view, CancellationToken cancellationToken) =>
        TypedResults.Ok((await PutAsync(role, request, mustBeNew: false, context, grains, view, cancellationToken)).ToResponse());

    private static async Task<NoContent> DeleteAsync(
        string role, HttpContext context, IGrainFactory grains, AccessView view, CancellationToken cancellationToken)
    {
        var before = (await view.RefreshAsync(cancellationToken)).Roles.GetValueOrDefault(role);
        await grains.AccessDirectory().DeleteRoleAsync(role, context.Caller(), cancellationToken);
        context.Audit().Changed(before?.ToResponse(), null);
        await view.RefreshAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Role> PutAsync(
        string name,
        RoleRequest request,
        bool mustBeNew,
        HttpContext context,
        IGrainFactory grains,
        AccessView view,
        CancellationToken cancellationToken)
    {
        var role = new Role(name, request.Description ?? "", [.. request.Permissions!], BuiltIn: false);
        var before = (await view.RefreshAsync(cancellationToken)).Roles.GetValueOrDefault(name);
        var put = await grains.AccessDirectory().PutRoleAsync(role, mustBeNew, context.Caller(), cancellationToken);
        context.Audit().Changed(before?.ToResponse(), put.ToResponse());
        await view.RefreshAsync(cancellationToken);
        return put;
    }
}
