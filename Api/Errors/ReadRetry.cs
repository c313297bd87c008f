using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Nms.Api.Errors;

/// <summary>
/// Lets a read outlive the death of a silo: until the others have noticed, calls to grains that lived there are refused, and a
/// client behind a proxy need not hear of it. Only GET and HEAD, which change nothing, are done again, and only while no
/// byte of an answer was sent.
/// </summary>
internal sealed partial class ReadRetry(RequestDelegate next, TimeProvider time, ILogger<ReadRetry> logger)
{
    /// <summary>A killed silo is noticed in two seconds.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    public Task InvokeAsync(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) && !context.WebSockets.IsWebSocketRequest
            ? ReadAsync(context)
            : next(context);

    private async Task ReadAsync(HttpContext context)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                await next(context);
                return;
            }
            catch (Exception exception) when (
                ErrorMapping.IsOfRestart(exception) && !context.Response.HasStarted && time.GetElapsedTime(began) < s_longest)
            {
                LogAgain(context.Request.Path.ToUriComponent(), exception.Message);
            }

            await Task.Delay(s_pause, time, context.RequestAborted);
        }
    }

    [LoggerMessage(9503, LogLevel.Debug, "{Path} is read again: {Reason}")]
    private partial void LogAgain(string path, string reason);
}
