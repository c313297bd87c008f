namespace Nms;

/// <summary>The request is malformed; every wrong field is named (HTTP 400).</summary>
[GenerateSerializer, Alias("Nms.ValidationException")]
public sealed class ValidationException : NmsException
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    public ValidationException(string code, string message)
        : base(code, message)
    {
    }

    /// <summary>What is wrong, by field name.</summary>
    [Id(0)]
    public System.Collections.Immutable.ImmutableDictionary<string, string> Details { get; init; } =
        System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;
}
