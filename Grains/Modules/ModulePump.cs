using System.Net;
using Microsoft.Extensions.Logging;
using Nms.Messaging;
using Nms.Webhooks;

namespace Nms.Modules;

/// <summary>
/// Takes the messages of one module out of its inbox and sends each as a signed request, off the grain scheduler. What is not taken goes back
/// and is tried again as the inbox has it; a receiver that does not answer is asked less often, so that its messages do not die at once.
/// </summary>
internal sealed partial class ModulePump : IAsyncDisposable
{
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_leaveWithin = TimeSpan.FromSeconds(2);

    private readonly string _name;
    private readonly IGrainFactory _grains;
    private readonly ModulePumpServices _services;
    private readonly ILogger<ModulePump> _logger;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _running;

    public ModulePump(string name, IGrainFactory grains, ModulePumpServices services)
    {
        (_name, _grains, _services, _logger) = (name, grains, services, services.Logger);
        _running = Task.Run(() => RunAsync(_stopped.Token), CancellationToken.None);
    }

    /// <summary>Whether it found that nothing is to be pushed to the module.</summary>
    public bool HasEnded => _running.IsCompleted;

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            var pause = s_pause;
            try
            {
                if (await PushOneAsync(cancellationToken) is not { } outcome)
                {
                    return;
                }

                failures = outcome.Kind == WebhookOutcomeKind.Unavailable ? failures + 1 : 0;
                pause = outcome.RetryAfter is { } asked && asked < ModulePushLogic.LongestPause ? asked : ModulePushLogic.Pause(_services.Options.RetryFirst, failures);
            }
            catch (NotFoundException)
            {
                // Unregistered: whoever registers the name again starts another pump.
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotPushed(failure, _name);
            }

            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, _services.Time, cancellationToken);
            }
        }
    }

    /// <summary>Waits for a message and sends it; null when the module is served in another way by now.</summary>
    private async Task<WebhookOutcome?> PushOneAsync(CancellationToken cancellationToken)
    {
        // One a message, so that giving one back does not take another from the module.
        var consumer = _services.Ids.NewId();
        var inbox = _grains.Inbox(_name);
        try
        {
            var messages = await inbox.ReceiveAsync(1, s_wait, consumer, cancellationToken);
            var module = (await _grains.Module(_name).FindAsync(cancellationToken))?.Registration;
            if (module is not { Delivery: ModuleDelivery.Webhook, WebhookUrl: { } address, WebhookSecret: { } secret })
            {
                await inbox.ReleaseAsync(consumer, CancellationToken.None);
                return null;
            }

            if (messages is not [var message])
            {
                return ModulePushLogic.Nothing;
            }

            var outcome = await _services.Sender.SendAsync(
                new WebhookRequest(
                    new Uri(address), message.MessageId.ToString("D"), ModulePushLogic.Body(message), [_services.Secrets.Unprotect(secret)],
                    [new("nms-module", _name), new("nms-attempt", $"{message.Attempts + 1}")]),
                cancellationToken);
            await SettleAsync(inbox, message, outcome);
            return outcome;
        }
        catch (OperationCanceledException)
        {
            await LeaveAsync(inbox, consumer);
            throw;
        }
    }

    private async Task SettleAsync(IInboxGrain inbox, HubMessage message, WebhookOutcome outcome)
    {
        if (!outcome.IsDelivered)
        {
            await inbox.RejectAsync([new Rejection(message.MessageId, $"The module's address: {outcome.Error}", Retry: outcome.Kind != WebhookOutcomeKind.Gone)], CancellationToken.None);
            return;
        }

        // 202 says that the module has it and will acknowledge it, with an answer perhaps.
        if (outcome.Status != (int)HttpStatusCode.Accepted)
        {
            await inbox.AcknowledgeAsync([new Acknowledgement(message.MessageId)], CancellationToken.None);
        }

        await _grains.Module(_name).BeatAsync(cancellationToken: CancellationToken.None);
    }

    private async Task LeaveAsync(IInboxGrain inbox, Guid consumer)
    {
        try
        {
            await inbox.ReleaseAsync(consumer, CancellationToken.None).WaitAsync(s_leaveWithin, _services.Time);
        }
        catch (Exception failure)
        {
            // The silo goes, and the inbox with it perhaps: the message comes again when its lease is over.
            LogNotReleased(failure, _name);
        }
    }

    [LoggerMessage(6130, LogLevel.Warning, "Messages could not be pushed to module {Module}; trying again")]
    private partial void LogNotPushed(Exception failure, string module);

    [LoggerMessage(6131, LogLevel.Debug, "The message under way to module {Module} could not be given back")]
    private partial void LogNotReleased(Exception failure, string module);
}
