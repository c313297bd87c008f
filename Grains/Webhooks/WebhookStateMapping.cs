using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Webhooks;

/// <summary>Between what is kept of a webhook and what is shown. Pure.</summary>
internal static class WebhookStateMapping
{
    public const string ByRequest = "It was disabled by request.";

    private const string Source = "nms";

    public static WebhookState Change(WebhookState state, WebhookChanges changes, DateTimeOffset now)
    {
        var before = state.Settings!;
        var settings = before with
        {
            Name = changes.Name ?? before.Name,
            Url = changes.Url ?? before.Url,
            Query = changes.Query ?? before.Query,
            Ordered = changes.Ordered ?? before.Ordered,
            Enabled = changes.Enabled ?? before.Enabled,
        };
        var isFresh = settings.Url != before.Url || (settings.Enabled && !before.Enabled);
        return state with
        {
            Settings = settings,
            DisabledReason = settings.Enabled ? null : before.Enabled ? ByRequest : state.DisabledReason,
            ChangedAt = now,
            Progress = isFresh ? WebhookLogic.Reset(state.Progress) : state.Progress,
        };
    }

    public static (WebhookState Next, ImmutableArray<EventDraft> Events) Disable(WebhookState state, Guid id, string reason, DateTimeOffset now) =>
    (
        state with { Settings = state.Settings! with { Enabled = false }, DisabledReason = reason, ChangedAt = now },
        [
            new EventDraft("webhook.disabled", Guid.Empty, null, EventData.Write(json =>
            {
                json.WriteString("webhook_id", id);
                json.WriteString("name", state.Settings!.Name);
                json.WriteString("owner_id", state.Settings.OwnerId);
                json.WriteString("reason", reason);
            }), Source),
        ]);

    public static WebhookSnapshot ToSnapshot(Guid id, WebhookState state, bool withheld, DateTimeOffset now)
    {
        var (settings, progress) = (state.Settings!, state.Progress);
        var (status, reason) =
            !settings.Enabled ? (WebhookStatus.Disabled, state.DisabledReason)
            : withheld ? (WebhookStatus.Withheld, "Its owner is let in no more, or may read no events.")
            : progress.PausedUntil is not null ? (WebhookStatus.Paused, $"{progress.FailuresInARow} attempts failed in a row; at last {progress.Statistics.LastError}.")
            : (WebhookStatus.Active, null);
        return new WebhookSnapshot
        {
            Id = id,
            Name = settings.Name,
            Url = settings.Url,
            Query = settings.Query,
            OwnerId = settings.OwnerId,
            OwnerName = settings.OwnerName,
            Ordered = settings.Ordered,
            Enabled = settings.Enabled,
            Status = status,
            Reason = reason,
            PausedUntil = status == WebhookStatus.Paused ? progress.PausedUntil : null,
            FailingSince = progress.FailingSince,
            Cursor = progress.Cursor,
            Waiting = progress.Waiting.Length,
            Statistics = progress.Statistics,
            SecretCreatedAt = state.SecretCreatedAt,
            FormerSecretUntil = state.FormerSecretUntil > now ? state.FormerSecretUntil : null,
            CreatedAt = state.CreatedAt,
            ChangedAt = state.ChangedAt,
        };
    }
}
