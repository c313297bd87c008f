using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Nms.Api.Errors;

/// <summary>What a failure becomes on the wire, before it is written.</summary>
internal sealed record ErrorAnswer(int Status, string Code, string Message)
{
    public ImmutableDictionary<string, string> Details { get; init; } = ImmutableDictionary<string, string>.Empty;

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when somebody has to look at it: it is ours.</summary>
    public bool IsDefect => Status == StatusCodes.Status500InternalServerError;
}
