using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Nms.Api.Access;
using Nms.Api.Status;
using Nms.Contracts.Errors;

namespace Nms.Api.Errors;

/// <summary>Writes the one error shape.</summary>
internal static class Problem
{
    public const string ContentType = "application/problem+json";

    public static async Task WriteAsync(HttpContext context, ErrorAnswer answer)
    {
        context.Audit().Code = answer.Code;
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        if (answer.Status == StatusCodes.Status401Unauthorized)
        {
            AuthenticationChallenge.AddHeader(context);
        }

        if (answer.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        await JsonSerializer.SerializeAsync(response.Body, Of(context, answer), ApiJson.Options, context.RequestAborted);
    }

    private static ProblemResponse Of(HttpContext context, ErrorAnswer answer) => new(
        Type: $"urn:nms:error:{answer.Code}",
        Title: ReasonPhrases.GetReasonPhrase(answer.Status),
        Status: answer.Status,
        Detail: answer.Message,
        Instance: context.Request.Path,
        Error: answer.Message,
        Code: answer.Code,
        Message: answer.Message,
        Details: answer.Details,
        CorrelationId: context.Features.Get<CorrelationId>()?.Value ?? context.TraceIdentifier,
        TraceId: Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
        Timestamp: context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
}
