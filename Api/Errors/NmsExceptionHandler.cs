using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Nms.Api.Errors;

/// <summary>Turns whatever an endpoint threw into the one error shape; only what is ours is logged as an error.</summary>
internal sealed partial class NmsExceptionHandler(ILogger<NmsExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var answer = exception switch
        {
            BadHttpRequestException e => await RequestErrors.ToAnswerAsync(e, httpContext),
            JsonException e => RequestErrors.ToAnswer(e),
            _ => ErrorMapping.ToAnswer(exception),
        };
        if (answer.IsDefect)
        {
            LogDefect(exception, httpContext.Request.Method, httpContext.Request.Path.ToUriComponent(), answer.Code);
        }
        else
        {
            LogRefused(httpContext.Request.Method, httpContext.Request.Path.ToUriComponent(), answer.Status, answer.Code, answer.Message);
        }

        await Problem.WriteAsync(httpContext, answer);
        return true;
    }

    [LoggerMessage(9501, LogLevel.Error, "{Method} {Path} failed with {Code}")]
    private partial void LogDefect(Exception exception, string method, string path, string code);

    [LoggerMessage(9502, LogLevel.Debug, "{Method} {Path} answered {Status} {Code}: {Reason}")]
    private partial void LogRefused(string method, string path, int status, string code, string reason);
}
