namespace Nms.Access;

/// <summary>How principals are named for ever: in the audit log, in tickets, in limits.</summary>
public static class PrincipalIds
{
    /// <summary>The id of a user's principal.</summary>
    public static string OfUser(Guid userId) => $"user:{userId:D}";

    /// <summary>The id of an API key's principal.</summary>
    public static string OfKey(Guid keyId) => $"key:{keyId:D}";

    /// <summary>The id of a principal of another authority.</summary>
    public static string OfOidc(string issuer, string subject) => $"oidc:{issuer}|{subject}";
}
