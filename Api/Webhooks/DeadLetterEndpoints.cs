using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.Events;
using Nms.Api.OpenApi;
using Nms.Contracts.Events;
using Nms.Contracts.Webhooks;
using Nms.Events;
using Nms.Webhooks;

namespace Nms.Api.Webhooks;

/// <summary>What a webhook could not deliver.</summary>
internal static class DeadLetterEndpoints
{
    // Each event is read from the log.
    private const int MostShown = 100;
    private const string EventId = "event_id";

    public static void MapDeadLetters(this IEndpointRouteBuilder webhook, int[] failures)
    {
        var letters = webhook.MapGroup("/dead-letters");
        letters.MapGet("/", ListAsync).ChecksParameters(CheckPage).Describe(
            "list_webhook_dead_letters", "Lists what could not be delivered and why, the oldest first.", "At most 100 on a page, each with its event as the log has it.", failures);
        letters.MapPost("/replay", ReplayAsync).Checks<ReplayDeadLettersRequest>(WebhookRules.Check).Describe(
            "replay_webhook_dead_letters", "Delivers dead letters again, with all their attempts.", "All, or those of event_ids; as many as there is room for.", failures);
        letters.MapDelete("/", PurgeAsync).ChecksParameters(static (query, errors) => WebhookRules.Ids(query[EventId], errors))
            .WithMetadata(new DescribedParameters([new(EventId, "Only those of these events, between commas; all when left out.", "")]))
            .Describe("purge_webhook_dead_letters", "Removes dead letters.", null, failures);
    }

    private static void CheckPage(IQueryCollection query, FieldErrors errors) =>
        errors.When(int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var limit) && limit > MostShown, "limit", $"must be from 1 to {MostShown}");

    private static async Task<Ok<WebhookDeadLetterListResponse>> ListAsync(
        Guid webhookId, [AsParameters] PageQuery page, HttpContext context, IGrainFactory grains, IEventFeed feed, CancellationToken cancellationToken)
    {
        await WebhookEndpoints.FindAsync(webhookId, context, grains, cancellationToken);
        var dead = await grains.WebhookDeadLetters(webhookId).ListAsync(cancellationToken);
        var visible = VisibleEvents.To(context.Caller());
        var events = new Dictionary<Guid, EventMessage?>();
        foreach (var letter in dead.Letters.Skip(page.Offset ?? 0).Take(page.Limit ?? MostShown))
        {
            events[letter.EventId] = await ReadAsync(letter, feed, visible, cancellationToken);
        }

        return TypedResults.Ok(page.Fill(
            context, dead.Letters, letter => letter.ToResponse(events.GetValueOrDefault(letter.EventId)), entries => new WebhookDeadLetterListResponse(entries, dead.Dropped)));
    }

    private static async Task<Ok<ReplayedDeadLettersResponse>> ReplayAsync(
        Guid webhookId, ReplayDeadLettersRequest? request, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var webhook = await WebhookEndpoints.FindAsync(webhookId, context, grains, cancellationToken);
        var replayed = await grains.Webhook(webhookId).ReplayAsync(request?.EventIds?.ToImmutableArray(), cancellationToken);
        var remaining = (await grains.WebhookDeadLetters(webhookId).ListAsync(cancellationToken)).Letters.Length;
        audit.Changed(null, new { webhook.Name, Replayed = replayed });
        return TypedResults.Ok(new ReplayedDeadLettersResponse(replayed, remaining));
    }

    private static async Task<NoContent> PurgeAsync(
        Guid webhookId, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var ids = WebhookRules.Ids(context.Request.Query[EventId], new FieldErrors());
        var webhook = await WebhookEndpoints.FindAsync(webhookId, context, grains, cancellationToken);
        var removed = await grains.WebhookDeadLetters(webhookId).RemoveAsync(ids, cancellationToken);
        audit.Changed(new { webhook.Name, Removed = removed }, null);
        return TypedResults.NoContent();
    }

    private static async Task<EventMessage?> ReadAsync(WebhookDeadLetter letter, IEventFeed feed, VisibleEvents visible, CancellationToken cancellationToken)
    {
        if (letter.Sequence == 0)
        {
            return null;
        }

        var query = EventQuery.All with { MinimumPriority = letter.Priority, MaximumPriority = letter.Priority };
        var page = await feed.ReadAsync(EventCursor.At(letter.Sequence - 1), 1, query, cancellationToken);
        return page.Events is [{ } e] && e.EventId == letter.EventId && visible.Contains(e) ? e.ToMessage() : null;
    }
}
