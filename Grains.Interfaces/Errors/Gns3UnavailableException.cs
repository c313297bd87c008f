namespace Nms;

/// <summary>The GNS3 server cannot be reached, or its circuit is open (HTTP 502, or 503 with Retry-After).</summary>
[GenerateSerializer, Alias("Nms.Gns3UnavailableException")]
public sealed class Gns3UnavailableException : NmsException
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    public Gns3UnavailableException(string code, string message)
        : base(code, message)
    {
    }
}
