namespace Nms;

/// <summary>Somebody who was asked, such as a module, did not answer in time (HTTP 504).</summary>
[GenerateSerializer, Alias("Nms.NmsTimeoutException")]
public sealed class NmsTimeoutException : NmsException
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    public NmsTimeoutException(string code, string message)
        : base(code, message)
    {
    }
}
