namespace Nms;

/// <summary>The console of a node cannot be used (HTTP 502).</summary>
[GenerateSerializer, Alias("Nms.ConsoleUnavailableException")]
public sealed class ConsoleUnavailableException : NmsException
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    public ConsoleUnavailableException(string code, string message)
        : base(code, message)
    {
    }
}
