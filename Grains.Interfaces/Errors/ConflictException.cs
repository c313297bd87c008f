namespace Nms;

/// <summary>The thing exists but is in a state that does not allow the request (HTTP 409).</summary>
[GenerateSerializer, Alias("Nms.ConflictException")]
public sealed class ConflictException : NmsException
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    public ConflictException(string code, string message)
        : base(code, message)
    {
    }
}
