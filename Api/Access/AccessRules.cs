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
