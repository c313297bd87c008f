namespace Nms;

/// <summary>The GNS3 server refused the request; its own message is kept (HTTP 409 for a conflict, 400 for a bad request, else 502).</summary>
[GenerateSerializer, Alias("Nms.Gns3RefusedException")]
public sealed class Gns3RefusedException : NmsException
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    public Gns3RefusedException(string code, string message)
        : base(code, message)
    {
    }

    /// <summary>The HTTP status that GNS3 answered with.</summary>
    [Id(0)]
    public int Gns3Status { get; init; }
}
