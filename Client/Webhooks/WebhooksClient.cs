using Nms.Contracts.Webhooks;

namespace Nms.Client.Webhooks;

/// <summary>Webhooks: events as signed requests to an address of one's choice.</summary>
public sealed class WebhooksClient
{
    private readonly ApiConnection _connection;

    internal WebhooksClient(ApiConnection connection) => _connection = connection;

    /// <summary>One's own webhooks, by the page; for an administrator, everybody's.</summary>
    public Task<WebhookListResponse> ListAsync(int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WebhookListResponse>(new Route("webhooks").Page(limit, offset), cancellationToken);

    /// <summary>One webhook, without its secret.</summary>
    public Task<WebhookResponse> GetAsync(Guid webhookId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WebhookResponse>(Route.To($"webhooks/{webhookId}"), cancellationToken);

    /// <summary>Creates a webhook; its secret is in this answer and nowhere else.</summary>
    public Task<CreatedWebhookResponse> CreateAsync(CreateWebhookRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<CreatedWebhookResponse>(HttpMethod.Post, new Route("webhooks"), request, cancellationToken);

    /// <summary>Changes a webhook.</summary>
    public Task<WebhookResponse> UpdateAsync(Guid webhookId, UpdateWebhookRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<WebhookResponse>(HttpMethod.Patch, Route.To($"webhooks/{webhookId}"), request, cancellationToken);

    /// <summary>Deletes a webhook with its dead letters.</summary>
    public Task DeleteAsync(Guid webhookId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"webhooks/{webhookId}"), null, cancellationToken);

    /// <summary>Makes another secret; it is in this answer and nowhere else.</summary>
    public Task<CreatedWebhookResponse> RotateSecretAsync(Guid webhookId, RotateWebhookSecretRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<CreatedWebhookResponse>(HttpMethod.Post, Route.To($"webhooks/{webhookId}/secret"), request, cancellationToken);

    /// <summary>Sends a signed webhook.test now, and tells how it ended.</summary>
    public Task<WebhookDeliveryResponse> TestAsync(Guid webhookId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<WebhookDeliveryResponse>(HttpMethod.Post, Route.To($"webhooks/{webhookId}/test"), null, cancellationToken);

    /// <summary>The latest attempts, the newest first.</summary>
    public Task<WebhookDeliveryListResponse> ListDeliveriesAsync(
        Guid webhookId, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WebhookDeliveryListResponse>(
            Route.To($"webhooks/{webhookId}/deliveries").Page(limit, offset), cancellationToken);

    /// <summary>What could not be delivered, the oldest first.</summary>
    public Task<WebhookDeadLetterListResponse> ListDeadLettersAsync(
        Guid webhookId, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WebhookDeadLetterListResponse>(
            Route.To($"webhooks/{webhookId}/dead-letters").Page(limit, offset), cancellationToken);

    /// <summary>Delivers dead letters again.</summary>
    public Task<ReplayedDeadLettersResponse> ReplayDeadLettersAsync(
        Guid webhookId, ReplayDeadLettersRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<ReplayedDeadLettersResponse>(HttpMethod.Post, Route.To($"webhooks/{webhookId}/dead-letters/replay"), request, cancellationToken);

    /// <summary>Removes dead letters: those of the given events, or all.</summary>
    public Task PurgeDeadLettersAsync(Guid webhookId, IReadOnlyList<Guid>? eventIds = null, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(
            HttpMethod.Delete,
            Route.To($"webhooks/{webhookId}/dead-letters").With("event_id", eventIds is null ? null : string.Join(',', eventIds)),
            null,
            cancellationToken);
}
