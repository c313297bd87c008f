using Nms.Access;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;

namespace Nms.Api.Access;

/// <summary>What a handler or a check adds to the audit entry of its request. A service of the request: a parameter of a handler, or <see cref="AuditExtensions.Audit"/>.</summary>
internal sealed class AuditNote
{
    public (string Id, string Name)? Principal { get; private set; }

    public string? AttemptedName { get; private set; }

    public string? SignIn { get; private set; }

    public string? ObjectType { get; private set; }

    public string? ObjectId { get; private set; }

    public Guid? ProjectId { get; private set; }

    public string? ChangesJson { get; private set; }

    public bool Refused { get; private set; }

    /// <summary>Code of the error that was answered.</summary>
    public string? Code { get; set; }

    /// <summary>Who it was, where the request itself did not sign in: the answer to a sign-in.</summary>
    public AuditNote By(UserSnapshot user)
    {
        Principal = (PrincipalIds.OfUser(user.Id), user.Name);
        SignIn = "password";
        return this;
    }

    /// <summary>Who somebody said he was, without having proved it.</summary>
    public AuditNote Attempted(string name)
    {
        AttemptedName = name;
        return this;
    }

    /// <summary>Which thing it was done to, where the address does not say it.</summary>
    public AuditNote On(string type, string id, Guid? projectId = null)
    {
        (ObjectType, ObjectId, ProjectId) = (type, id, projectId);
        return this;
    }

    /// <summary>The thing before and after; the members that differ are recorded, secrets are not.</summary>
    public AuditNote Changed<T>(T? before, T? after)
    {
        ChangesJson = AuditChanges.Between(before, after);
        return this;
    }

    /// <summary>What a command on a node did: its status before and after, also when they are the same.</summary>
    public AuditNote Changed(NodeCommandResult result)
    {
        ChangesJson = AuditChanges.Of(result);
        return this;
    }

    /// <summary>What a command on many nodes did to each of them.</summary>
    public AuditNote Changed(IEnumerable<NodeChange> nodes)
    {
        ChangesJson = AuditChanges.Of(nodes);
        return this;
    }

    /// <summary>A secret has another value; neither is told.</summary>
    public AuditNote Replaced(string secret)
    {
        ChangesJson = AuditChanges.OfSecret(secret);
        return this;
    }

    /// <summary>What was made, by the members that tell it from others.</summary>
    public AuditNote Made(ProjectSnapshot project) => Changed(null, AuditThings.Of(project));

    public AuditNote Made(NodeSnapshot node) => Changed(null, AuditThings.Of(node));

    public AuditNote Made(LinkSnapshot link) => Changed(null, AuditThings.Of(link));

    /// <summary>What was deleted, as it was.</summary>
    public AuditNote Gone(ProjectSnapshot project) => Changed(AuditThings.Of(project), null);

    public AuditNote Gone(NodeSnapshot node) => Changed(AuditThings.Of(node), null);

    public AuditNote Gone(LinkSnapshot link) => Changed(AuditThings.Of(link), null);

    /// <summary>It is a refusal, whatever status hides it: a read of what the caller may not see answers 404.</summary>
    public AuditNote Refuse()
    {
        Refused = true;
        return this;
    }
}
