using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nms.Access;
using Nms.Api.Errors;
using Nms.Contracts.Access;

namespace Nms.Api.Access;

/// <summary>What requests about users, roles and keys must look like.</summary>
internal sealed class AccessRules(IOptions<AccessOptions> options)
{
    public const int MostBindings = 50;
    public const int MostProjects = 500;

    public void CheckPassword(FieldErrors errors, string field, string? password, string userName)
    {
        if (string.IsNullOrEmpty(password))
        {
            errors.Add(field, "is required");
        }
        else if (PasswordLogic.Complaint(password, userName, options.Value.MinimumPasswordLength) is { } complaint)
        {
            errors.Add(field, complaint);
        }
    }

    public static void Check(TokenRequest request, FieldErrors errors)
    {
        errors.Required("name", request.Name, PasswordLogic.Longest);
        CheckOldPassword(errors, "password", request.Password);
    }

    public static void Check(RefreshRequest request, FieldErrors errors) => errors.Required("refresh_token", request.RefreshToken, PasswordLogic.Longest);

    public static ValueTask CheckAsync(ChangePasswordRequest request, FieldErrors errors, HttpContext context)
    {
        CheckOldPassword(errors, "current_password", request.CurrentPassword);
        Of(context).CheckPassword(errors, "new_password", request.NewPassword, context.Caller().Name);
        return ValueTask.CompletedTask;
    }

    public static ValueTask CheckAsync(CreateUserRequest request, FieldErrors errors, HttpContext context)
    {
        errors
            .When(!NameRules.IsName(request.Name), "name", $"must be 1 to {NameRules.LongestName} letters, digits and . _ @ + -")
            .Optional("display_name", request.DisplayName);
        if (request.Password is not null)
        {
            Of(context).CheckPassword(errors, "password", request.Password, request.Name ?? "");
        }

        CheckBindings(errors, request.Roles);
        return ValueTask.CompletedTask;
    }

    public static void Check(UpdateUserRequest request, FieldErrors errors)
    {
        errors.Optional("display_name", request.DisplayName);
        CheckBindings(errors, request.Roles);
    }

    public static async ValueTask CheckAsync(SetPasswordRequest request, FieldErrors errors, HttpContext context)
    {
        var users = (await context.RequestServices.GetRequiredService<AccessView>().GetAsync(context.RequestAborted)).Users;
        var name = Guid.TryParse(context.Request.RouteValues["userId"] as string, out var id) && users.TryGetValue(id, out var known) ? known.User.Name : "";
        Of(context).CheckPassword(errors, "password", request.Password, name);
    }

    public static ValueTask CheckNewAsync(RoleRequest request, FieldErrors errors, HttpContext context)
    {
        errors.When(!NameRules.IsRole(request.Name), "name", $"must be 2 to {NameRules.LongestRole} lower-case letters, digits and hyphens, a letter first");
        CheckRole(request, errors);
        return ValueTask.CompletedTask;
    }

    public static ValueTask CheckAsync(RoleRequest request, FieldErrors errors, HttpContext context)
    {
        errors.When(request.Name is not null && request.Name != context.Request.RouteValues["role"] as string, "name", "cannot be changed");
        CheckRole(request, errors);
        return ValueTask.CompletedTask;
    }

    private static void CheckRole(RoleRequest request, FieldErrors errors)
    {
        errors.Optional("description", request.Description, longest: 255);
        CheckPermissions(errors, request.Permissions);
    }

    // The rules for new passwords may be younger than this one.
    private static void CheckOldPassword(FieldErrors errors, string field, string? password) => errors
        .When(string.IsNullOrEmpty(password), field, "is required")
        .When(password?.Length > PasswordLogic.Longest, field, $"must be at most {PasswordLogic.Longest} characters");

    private static AccessRules Of(HttpContext context) => context.RequestServices.GetRequiredService<AccessRules>();

    public static void CheckBindings(FieldErrors errors, IReadOnlyList<RoleBindingBody>? bindings)
    {
        if (bindings is null)
        {
            return;
        }

        errors.When(bindings.Count > MostBindings, "roles", $"must be at most {MostBindings}");
        for (var index = 0; index < Math.Min(bindings.Count, MostBindings); index++)
        {
            errors.When(!NameRules.IsRole(bindings[index]?.Role), $"roles[{index}].role", "is not a role");
            CheckProjects(errors, $"roles[{index}].projects", bindings[index]?.Projects);
        }
    }

    public static void CheckProjects(FieldErrors errors, string field, IReadOnlyList<Guid>? projects) => errors
        .When(projects is { Count: 0 }, field, "must not be empty; leave it out for no limit")
        .When(projects?.Count > MostProjects, field, $"must be at most {MostProjects}");

    public static void CheckPermissions(FieldErrors errors, IReadOnlyList<string>? permissions)
    {
        if (permissions is null or { Count: 0 })
        {
            errors.Add("permissions", "is required");
            return;
        }

        var unknown = permissions.Where(permission => !Permissions.All.Contains(permission ?? "")).Take(5).ToList();
        errors.When(unknown.Count > 0, "permissions", $"does not exist: {string.Join(", ", unknown)}");
    }
}
