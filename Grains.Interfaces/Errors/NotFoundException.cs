namespace Nms;

/// <summary>The thing named does not exist (HTTP 404).</summary>
[GenerateSerializer, Alias("Nms.NotFoundException")]
public sealed class NotFoundException : NmsException
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    public NotFoundException(string code, string message)
        : base(code, message)
    {
    }
}
