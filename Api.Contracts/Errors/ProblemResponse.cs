namespace Nms.Contracts.Errors;

/// <summary>The one shape of every error: RFC 9457 problem details with the members that existing clients read.</summary>
/// <param name="Type">Names the kind of problem: urn:nms:error: and the code.</param>
/// <param name="Title">The HTTP status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">The same sentence as <paramref name="Message"/>.</param>
/// <param name="Instance">Path of the request.</param>
/// <param name="Error">The same sentence, under the name that existing clients read.</param>
/// <param name="Code">Stable snake_case code, listed in the error reference.</param>
/// <param name="Message">One sentence that names the thing and, where there is one, the remedy.</param>
/// <param name="Details">What is wrong, by field name; empty when no field is to blame.</param>
/// <param name="CorrelationId">Finds the request in the log, and the events it caused: the caller's X-Correlation-Id, or one that was made.</param>
/// <param name="TraceId">Finds the request among the traces.</param>
/// <param name="Timestamp">When it happened.</param>
public sealed record ProblemResponse(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    string Error,
    string Code,
    string Message,
    IReadOnlyDictionary<string, string> Details,
    string CorrelationId,
    string TraceId,
    DateTimeOffset Timestamp);
