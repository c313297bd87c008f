namespace Nms;

/// <summary>Too many requests; <see cref="NmsException.RetryAfter"/> says how long to wait (HTTP 429).</summary>
[GenerateSerializer, Alias("Nms.ThrottledException")]
public sealed class ThrottledException : NmsException
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    public ThrottledException(string code, string message)
        : base(code, message)
    {
    }
}
