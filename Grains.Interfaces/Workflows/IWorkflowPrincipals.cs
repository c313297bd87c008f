using Nms.Access;

namespace Nms.Workflows;

/// <summary>Says what those may do now in whose name workflows act. The edge, which holds the copy of the access directory, implements it.</summary>
public interface IWorkflowPrincipals
{
    /// <summary>Finds a principal with what is granted to him at this moment; null when he is let in no more.</summary>
    ValueTask<Principal?> FindAsync(string principalId, CancellationToken cancellationToken = default);
}
