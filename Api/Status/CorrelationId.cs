using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Nms.Api.Status;

/// <summary>
/// The word that ties a request to what it causes: its lines in the log, its events, its error answers. A caller may bring one of its
/// own; otherwise it is the trace id.
/// </summary>
internal sealed record CorrelationId(string Value)
{
    public const string Header = "X-Correlation-Id";

    private const int Longest = 64;

    /// <summary>Gives every request its id, hands it to the grains that it calls, and returns it.</summary>
    public static Task UseAsync(HttpContext context, RequestDelegate next)
    {
        var id = Of(context);
        context.Features.Set(new CorrelationId(id));
        RequestContext.Set(WellKnownKeys.CorrelationId, id);

        // An error clears the headers that were there before it.
        context.Response.OnStarting(
            static state =>
            {
                var answered = (HttpContext)state;
                answered.Response.Headers[Header] = answered.Features.Get<CorrelationId>()?.Value;
                return Task.CompletedTask;
            },
            context);
        return next(context);
    }

    /// <summary>Only what can stand in a log, a header and a database as it is.</summary>
    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= Longest } && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':');

    private static string Of(HttpContext context) =>
        context.Request.Headers[Header] is [{ } given] && IsValid(given) ? given
        : Activity.Current?.TraceId is { } trace ? trace.ToString()
        : context.TraceIdentifier;
}
