using Nms.Access;
using Nms.Api.Access;
using Nms.Workflows;

namespace Nms.Api.Workflows;

/// <summary>What principals may do now, from this silo's copy of the access directory.</summary>
internal sealed class WorkflowPrincipals(AccessView view, TimeProvider time) : IWorkflowPrincipals
{
    public async ValueTask<Principal?> FindAsync(string principalId, CancellationToken cancellationToken) =>
        (await view.GetAsync(cancellationToken)).FindPrincipal(principalId, time.GetUtcNow());
}
