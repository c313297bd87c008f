using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api.Errors;

namespace Nms.Api.Access;

/// <summary>
/// Records who asked for what and how it ended. Stands before everything else, so that it sees the final answer whoever gave it. The
/// answer to a command is held back until its entry is durable; one that cannot be recorded is answered 503.
/// </summary>
internal sealed partial class AuditMiddleware(RequestDelegate next, IAuditTrail trail, RefusalCounter refusals, TimeProvider time, ILogger<AuditMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        var audited = context.GetEndpoint()?.Metadata.GetMetadata<Audited>();
        return ChangesSomething(context.Request.Method) || audited is { Always: true, Streams: false }
            ? RecordAsync(context)
            : WatchAsync(context);
    }

    private static bool ChangesSomething(string method) => !(
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method) || HttpMethods.IsConnect(method));

    private async Task RecordAsync(HttpContext context)
    {
        var description = new AuditDescription(context);
        var began = time.GetTimestamp();
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var buffer = new MemoryStream();
        var held = new StreamResponseBodyFeature(buffer);
        context.Features.Set<IHttpResponseBodyFeature>(held);
        try
        {
            if (trail.IsDoubtful)
            {
                await trail.RecordAsync(description.With(AuditOutcome.Started, null, TimeSpan.Zero));
            }

            await next(context);
            await held.CompleteAsync();
            await KeepAsync(description, context.Response.StatusCode, time.GetElapsedTime(began));
        }
        catch (StorageException unavailable)
        {
            // Only from the trail: what the handlers throw has become an answer further in.
            context.Response.Clear();
            context.Features.Set(body);
            await Problem.WriteAsync(context, ErrorMapping.ToAnswer(unavailable));
            return;
        }
        finally
        {
            context.Features.Set(body);
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task KeepAsync(AuditDescription description, int status, TimeSpan took)
    {
        var outcome = AuditDescription.OutcomeOf(status);
        var record = description.With(outcome, status, took);
        if (outcome == AuditOutcome.Refused && refusals.Counts(record))
        {
            return;
        }

        try
        {
            await trail.RecordAsync(record);
        }
        catch (StorageException) when (outcome != AuditOutcome.Succeeded)
        {
            // Nothing was done that the log must prove; the trail has logged it, and keeps the record for later.
            LogRefusalNotRecorded(record.Action, status);
        }
    }

    /// <summary>A read is recorded when it was refused.</summary>
    private async Task WatchAsync(HttpContext context)
    {
        var description = new AuditDescription(context);
        var began = time.GetTimestamp();
        await next(context);
        if (!IsRefusal(context))
        {
            return;
        }

        var record = description.With(AuditOutcome.Refused, context.Response.StatusCode, time.GetElapsedTime(began));
        if (refusals.Counts(record, isRead: true))
        {
            return;
        }

        try
        {
            await trail.RecordAsync(record);
        }
        catch (StorageException)
        {
            LogRefusalNotRecorded(record.Action, record.Status ?? 0);
        }
    }

    // What the caller may not see is answered 404, like what is not there; only the gate can tell, and says so in the note.
    private static bool IsRefusal(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests => true,
        StatusCodes.Status404NotFound => context.Audit().Refused,
        _ => false,
    };

    [LoggerMessage(9721, LogLevel.Warning, "That {Action} was answered {Status} is not in the audit log yet")]
    private partial void LogRefusalNotRecorded(string action, int status);
}
