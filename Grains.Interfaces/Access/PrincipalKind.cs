namespace Nms.Access;

/// <summary>What sort of caller a principal is.</summary>
public enum PrincipalKind
{
    /// <summary>A person.</summary>
    User,

    /// <summary>A program with an API key.</summary>
    ApiKey,

    /// <summary>A module of the hub.</summary>
    Module,
}
