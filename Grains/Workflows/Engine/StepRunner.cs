using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Status;
using Nms.Workflows.Definitions;
using Nms.Workflows.Steps;

namespace Nms.Workflows.Engine;

/// <summary>Works on attempts, off the grain scheduler, and reports how they end.</summary>
internal sealed partial class StepRunner(
    IStepCatalog kinds,
    IWorkflowStore store,
    WorkflowSecrets secrets,
    WorkflowMeters meters,
    IOptions<WorkflowOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<StepRunner> logger) : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turns = new(options.Value.MaxAttempts);

    /// <summary>Begins to work on one. It is called off too when the silo stops; another then works on it.</summary>
    public RunningAttempt Start(AttemptOrder order, IWorkflowAttemptsGrain run)
    {
        // Not disposed: whoever works on it may look at it later than anybody else.
        var calledOff = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        return new RunningAttempt(Task.Run(() => WorkAsync(order, run, calledOff.Token), CancellationToken.None), calledOff);
    }

    public void Dispose() => _turns.Dispose();

    private async Task WorkAsync(AttemptOrder order, IWorkflowAttemptsGrain run, CancellationToken calledOff)
    {
        var began = time.GetTimestamp();
        var report = await TryAsync(order, run, calledOff);
        if (report is not null && !calledOff.IsCancellationRequested)
        {
            meters.AttemptEnded(order, time.GetElapsedTime(began), report.Error is null ? "completed" : "failed");
            await TellAsync(order, () => run.ReportAsync(report, CancellationToken.None), calledOff);
        }
    }

    /// <summary>Tells the run how an attempt ended or is, as often as it takes: that the run does not answer is no failure of the attempt.</summary>
    /// <exception cref="OperationCanceledException">It was called off meanwhile.</exception>
    private async Task TellAsync(AttemptOrder order, Func<Task> tell, CancellationToken calledOff)
    {
        while (true)
        {
            calledOff.ThrowIfCancellationRequested();
            try
            {
                await tell();
                return;
            }
            catch (Exception failure) when (failure is not ValidationException)
            {
                LogNotTold(failure, order.RunId, order.Attempt.Step);
                await Task.Delay(s_pause, time, calledOff);
            }
        }
    }

    /// <summary>Null when it was called off.</summary>
    private async Task<AttemptReport?> TryAsync(AttemptOrder order, IWorkflowAttemptsGrain run, CancellationToken calledOff)
    {
        using var span = NmsTelemetry.Source.StartActivity($"workflow {order.Uses}", ActivityKind.Internal);
        span?.SetTag("nms.workflow.run", order.RunId);
        span?.SetTag("nms.workflow.step", order.Attempt.Step);
        IReadOnlyCollection<string> revealed = [];
        try
        {
            if (kinds.Find(order.Uses) is not { } kind)
            {
                return Failed(order, "unknown_step_kind", $"Nothing here does {order.Uses}.", retryable: false);
            }

            (var inputs, revealed) = secrets.Reveal(order.Inputs);
            if (SchemaCheck.Check(kind.InputSchema, inputs, SchemaUse.Run) is [_, ..] faults)
            {
                return Failed(order, "invalid_input", WorkflowSecrets.Mask(string.Join(' ', faults.Select(fault => fault.Message)), revealed), retryable: false);
            }

            var output = await InTurnAsync(kind, Attempt(order, inputs, run, calledOff), calledOff);
            var text = WorkflowSecrets.Mask(output.GetRawText(), revealed);
            var size = Encoding.UTF8.GetByteCount(text);
            return size > WorkflowLimits.PayloadBytes
                ? Failed(order, "output_too_large", $"The output has {size} bytes, more than the {WorkflowLimits.PayloadBytes} that may be; keep it as an artifact.", retryable: false)
                : new AttemptReport { Attempt = order.Attempt, OutputJson = text };
        }
        catch (OperationCanceledException) when (calledOff.IsCancellationRequested)
        {
            return null;
        }
        catch (NmsException refused)
        {
            return Failed(order, refused.Code, WorkflowSecrets.Mask(refused.Message, revealed), refused.IsTransient) with { RetryAfter = refused.RetryAfter };
        }
        catch (Exception failure) when (failure is TimeoutException or Orleans.Runtime.OrleansException)
        {
            LogUnavailable(failure, order.RunId, order.Attempt.Step);
            return Failed(order, "unavailable", "A part of the platform did not answer.", retryable: true);
        }
        catch (Exception failure)
        {
            LogFailed(failure, order.RunId, order.Attempt.Step, order.Uses);
            return Failed(order, "internal_error", $"{order.Uses} failed in a way that nobody thought of; the log of the hub says how.", retryable: true);
        }
    }

    private async Task<JsonElement> InTurnAsync(IStepKind kind, StepAttempt attempt, CancellationToken calledOff)
    {
        if (kind.Waits)
        {
            return await kind.RunAsync(attempt, calledOff);
        }

        await TakeTurnAsync(attempt, calledOff);
        try
        {
            return await kind.RunAsync(attempt, calledOff);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <exception cref="NmsTimeoutException">start_timeout: so many others are worked on here that its turn did not come in time.</exception>
    private async Task TakeTurnAsync(StepAttempt attempt, CancellationToken calledOff)
    {
        if (attempt.StartTimeout is not { } most)
        {
            await _turns.WaitAsync(calledOff);
            return;
        }

        using var late = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, calledOff);
        try
        {
            await _turns.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !calledOff.IsCancellationRequested)
        {
            throw new NmsTimeoutException("start_timeout", $"It was not begun within {most.TotalSeconds:0.###} s: {options.Value.MaxAttempts} attempts are under way here, as many as may.")
            {
                IsTransient = true,
            };
        }
    }

    private StepAttempt Attempt(AttemptOrder order, JsonElement inputs, IWorkflowAttemptsGrain run, CancellationToken calledOff) => new()
    {
        RunId = order.RunId,
        Workflow = order.Workflow,
        Step = order.Attempt.Step,
        Item = order.Attempt.Item,
        Attempt = order.Attempt.Attempt,
        Key = order.Attempt.Key(order.RunId),
        StepKey = order.Attempt.StepKey(order.RunId),
        Repeated = order.Repeated,
        IsCompensation = order.Attempt.IsCompensation,
        Inputs = inputs,
        RequestedBy = order.RequestedBy,
        ScheduledAt = order.ScheduledAt,
        StartTimeout = order.StartTimeout,
        RunTimeout = order.RunTimeout,
        Checkpoint = order.Checkpoint,
        BeatAsync = (progress, checkpoint) => TellAsync(order, () => run.BeatAsync(order.Attempt, progress, checkpoint?.GetRawText(), CancellationToken.None), calledOff),
        SaveArtifactAsync = async (name, contentType, content) =>
        {
            var artifact = new WorkflowArtifact(order.RunId, name, contentType, content.Length, time.GetUtcNow());
            await store.SaveArtifactAsync(artifact, content, CancellationToken.None);
            return artifact;
        },
    };

    private static AttemptReport Failed(AttemptOrder order, string code, string message, bool retryable) =>
        new() { Attempt = order.Attempt, Error = new WorkflowError(code, message), Retryable = retryable };

    [LoggerMessage(5001, LogLevel.Error, "Step {Step} of workflow run {Run}: {Uses} failed with a defect")]
    private partial void LogFailed(Exception failure, Guid run, string step, string uses);

    [LoggerMessage(5002, LogLevel.Warning, "Step {Step} of workflow run {Run} found a part of the platform not answering")]
    private partial void LogUnavailable(Exception failure, Guid run, string step);

    [LoggerMessage(5003, LogLevel.Warning, "How step {Step} is could not be told to workflow run {Run}; trying again")]
    private partial void LogNotTold(Exception failure, Guid run, string step);
}
