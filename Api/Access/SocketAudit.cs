using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api.Errors;
using Nms.Nodes;

namespace Nms.Api.Access;

/// <summary>Records the commands that come over one WebSocket, as <see cref="AuditMiddleware"/> does those of requests.</summary>
internal sealed partial class SocketAudit(HttpContext context, IAuditTrail trail, TimeProvider time, ILogger<SocketAudit> logger)
{
    private readonly AuditDescription _description = new(context);

    /// <summary>Runs a command on a node and records how it ended. What is not recorded is not answered as done.</summary>
    public async Task<NodeCommandResult> RunAsync(string action, string projectId, string nodeId, Func<Task<NodeCommandResult>> run)
    {
        var began = time.GetTimestamp();
        if (trail.IsDoubtful)
        {
            await trail.RecordAsync(Describe(AuditOutcome.Started, null));
        }

        NodeCommandResult result;
        try
        {
            result = await run();
        }
        catch (Exception failure)
        {
            await TryRecordAsync(failure is OperationCanceledException
                ? Describe(AuditOutcome.Failed, StatusCodes.Status499ClientClosedRequest)
                : Refusal(ErrorMapping.ToAnswer(failure)));
            throw;
        }

        await trail.RecordAsync(Describe(AuditOutcome.Succeeded, StatusCodes.Status200OK) with { ChangesJson = AuditChanges.Of(result) });
        return result;

        AuditRecord Describe(AuditOutcome outcome, int? status) => _description.With(outcome, status, time.GetElapsedTime(began)) with
        {
            Action = $"{action}_node",
            Request = $"WebSocket {context.Request.Path}",
            ObjectType = "node",
            ObjectId = nodeId,
            ProjectId = Guid.TryParse(projectId, out var project) ? project : null,
        };

        AuditRecord Refusal(ErrorAnswer answer) => Describe(AuditDescription.OutcomeOf(answer.Status), answer.Status) with { Code = answer.Code };
    }

    private async Task TryRecordAsync(AuditRecord record)
    {
        try
        {
            await trail.RecordAsync(record);
        }
        catch (StorageException)
        {
            LogFailureNotRecorded(record.Action);
        }
    }

    [LoggerMessage(9723, LogLevel.Warning, "That {Action} failed is not in the audit log yet")]
    private partial void LogFailureNotRecorded(string action);
}
