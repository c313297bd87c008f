namespace Nms.Gns3;

/// <summary>Why a call to a GNS3 server gave no usable answer.</summary>
public enum Gns3FailureKind
{
    /// <summary>No connection, or it broke before the answer was complete; also a gateway that says so (502).</summary>
    Unreachable,

    /// <summary>Not asked: the last calls all failed, and the server is left in peace for a while.</summary>
    CircuitOpen,

    /// <summary>No complete answer within the call's limit; also 408 and 504. A command may have taken effect.</summary>
    TimedOut,

    /// <summary>The user or password is wrong or missing (401).</summary>
    Unauthorized,

    /// <summary>The server understood and will not, such as "The project is not opened" (403), or failed itself (500).</summary>
    Refused,

    /// <summary>The thing named does not exist on the server (404).</summary>
    NotFound,

    /// <summary>The state on the server, or a missing emulator or image, does not allow it (409).</summary>
    Conflict,

    /// <summary>The request is malformed in GNS3's eyes (400), or refused by this client before sending.</summary>
    BadRequest,

    /// <summary>The answer is not what a GNS3 server answers.</summary>
    Malformed,

    /// <summary>The answer is longer than the configured limit.</summary>
    TooLarge,

    /// <summary>Too many calls wait for this server already (here), or the server says so (429, 503).</summary>
    Overloaded,
}
