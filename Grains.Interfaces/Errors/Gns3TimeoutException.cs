namespace Nms;

/// <summary>The GNS3 server did not answer in time (HTTP 504).</summary>
[GenerateSerializer, Alias("Nms.Gns3TimeoutException")]
public sealed class Gns3TimeoutException : NmsException
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    public Gns3TimeoutException(string code, string message)
        : base(code, message)
    {
    }
}
