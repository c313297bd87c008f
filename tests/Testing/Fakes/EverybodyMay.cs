using Nms.Access;
using Nms.Workflows;

namespace Nms.Testing.Fakes;

/// <summary>Principals that may do everything.</summary>
public sealed class EverybodyMay : IWorkflowPrincipals
{
    public ValueTask<Principal?> FindAsync(string principalId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<Principal?>(new Principal(principalId, principalId, PrincipalKind.User, [new Grant(BuiltInRoles.Administrator.Permissions, null)]));
}
