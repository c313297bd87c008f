using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Nms.Api.Errors;

/// <summary>Gives answers that the framework left empty (no such route, wrong method, wrong content type) the one error shape.</summary>
internal static class StatusProblems
{
    public static async Task WriteAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;

        // Where a parameter is a property of a record, the compiled handler says no more than the status.
        var answer = context.Response.StatusCode == StatusCodes.Status400BadRequest
            ? await RequestErrors.FindAsync(context, context.GetEndpoint(), context.Request.RouteValues)
            : null;
        await Problem.WriteAsync(context, answer ?? Of(context));
    }

    private static ErrorAnswer Of(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new(StatusCodes.Status404NotFound, "route_not_found", $"There is nothing at {context.Request.Path}."),
        StatusCodes.Status405MethodNotAllowed => new(
            StatusCodes.Status405MethodNotAllowed,
            "method_not_allowed",
            $"{context.Request.Path} does not take {context.Request.Method}; it takes {context.Response.Headers.Allow}."),
        StatusCodes.Status413PayloadTooLarge => new(
            StatusCodes.Status413PayloadTooLarge, "body_too_large", "The body is larger than this address accepts."),
        StatusCodes.Status415UnsupportedMediaType => new(
            StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "The body must be JSON: send Content-Type application/json."),
        // Left empty by the request's time-out alone: our own answers of this status have a body.
        StatusCodes.Status504GatewayTimeout => new(
            StatusCodes.Status504GatewayTimeout, "request_timeout", "The request took longer than a request may; what was asked may still happen."),
        var status => new(status, $"http_{status}", $"{context.Request.Method} {context.Request.Path} is not possible."),
    };
}
