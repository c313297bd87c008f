using System.Net;
using Nms.Contracts.Errors;

namespace Nms.Client;

/// <summary>The platform refused a call or could not do it.</summary>
public sealed class NmsApiException : Exception
{
    internal NmsApiException(HttpStatusCode status, ProblemResponse? problem, TimeSpan? retryAfter)
        : base(problem?.Message ?? $"The platform answered {(int)status}.")
    {
        Status = status;
        Code = problem?.Code;
        Details = problem?.Details ?? new Dictionary<string, string>();
        CorrelationId = problem?.CorrelationId;
        RetryAfter = retryAfter;
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The stable code of the error, such as node_not_found; null when something else than the platform answered, such as a proxy.</summary>
    public string? Code { get; }

    /// <summary>What is wrong, by field name; empty when no field is to blame.</summary>
    public IReadOnlyDictionary<string, string> Details { get; }

    /// <summary>Finds the call in the platform's log.</summary>
    public string? CorrelationId { get; }

    /// <summary>How long to wait before trying again, when the platform said so.</summary>
    public TimeSpan? RetryAfter { get; }
}
