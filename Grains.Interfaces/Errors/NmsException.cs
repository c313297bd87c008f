namespace Nms;

/// <summary>
/// "Could not do what you asked", with a stable code that is part of the API. Crosses grain boundaries with all its
/// properties. An expected answer (an unreachable host, a stopped node) is a value and never one of these.
/// </summary>
[GenerateSerializer, Alias("Nms.NmsException")]
public class NmsException : Exception
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    /// <param name="code">Stable snake_case code, listed in docs/reference/errors.md.</param>
    /// <param name="message">One sentence that names the thing and, where there is one, the remedy.</param>
    public NmsException(string code, string message)
        : base(message) => Code = code;

    /// <summary>Stable snake_case code.</summary>
    [Id(0)]
    public string Code { get; init; }

    /// <summary>True when the same request may succeed later without any change.</summary>
    [Id(1)]
    public bool IsTransient { get; init; }

    /// <summary>How long to wait before asking again, when that is known.</summary>
    [Id(2)]
    public TimeSpan? RetryAfter { get; init; }
}
