namespace Nms;

/// <summary>The request is understood and not allowed, such as a write on a server that is only watched (HTTP 403).</summary>
[GenerateSerializer, Alias("Nms.ForbiddenException")]
public sealed class ForbiddenException : NmsException
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    public ForbiddenException(string code, string message)
        : base(code, message)
    {
    }
}
