namespace Nms;

/// <summary>Nobody is signed in, or what was shown is not good (HTTP 401).</summary>
[GenerateSerializer, Alias("Nms.UnauthenticatedException")]
public sealed class UnauthenticatedException : NmsException
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    public UnauthenticatedException(string code, string message)
        : base(code, message)
    {
    }
}
