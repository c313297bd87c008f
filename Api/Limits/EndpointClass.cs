namespace Nms.Api.Limits;

/// <summary>What a request costs, and so which limit it counts against.</summary>
public enum EndpointClass
{
    /// <summary>Answered from the model: what GET and HEAD are unless said otherwise.</summary>
    Read,

    /// <summary>Changes something: what every other method is unless said otherwise.</summary>
    Command,

    /// <summary>Makes other systems work for long, as reading a whole server again does.</summary>
    Expensive,

    /// <summary>Tries a password or another credential. Counted by address, whoever tries.</summary>
    SignIn,

    /// <summary>Not counted: what supervisors ask, who must not be told to come later.</summary>
    Unlimited,
}
