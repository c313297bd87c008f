using Nms.Contracts.Messaging;

namespace Nms.Client.Messaging;

/// <summary>Messages between modules.</summary>
public sealed class MessagesClient
{
    private readonly ApiConnection _connection;

    internal MessagesClient(ApiConnection connection) => _connection = connection;

    /// <summary>Sends a message to a module; it is on disk when this returns.</summary>
    public Task<MessageReceiptResponse> SendAsync(SendMessageRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<MessageReceiptResponse>(HttpMethod.Post, new Route("messages"), request, cancellationToken);

    /// <summary>Sends up to 500 messages; each is accepted or refused for itself.</summary>
    public Task<SentMessagesResponse> SendAsync(SendMessagesRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<SentMessagesResponse>(HttpMethod.Post, new Route("messages/batch"), request, cancellationToken);

    /// <summary>Sends a message to every module but the sender, or to those with a capability.</summary>
    public Task<BroadcastResponse> BroadcastAsync(BroadcastRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<BroadcastResponse>(HttpMethod.Post, new Route("messages/broadcast"), request, cancellationToken);

    /// <summary>Sends a message and waits until the module has acknowledged it; what it answered is <see cref="MessageResponse.ResponseData"/>.</summary>
    public Task<MessageResponse> RequestAsync(SendMessageRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<MessageResponse>(HttpMethod.Post, new Route("messages/requests"), request, cancellationToken);

    /// <summary>A message and how far it has come.</summary>
    public Task<MessageResponse> GetAsync(Guid messageId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<MessageResponse>(Route.To($"messages/{messageId}"), cancellationToken);

    /// <summary>Messages, the newest first.</summary>
    public Task<MessageListResponse> ListAsync(string? module = null, MessageType? messageType = null, MessageStatus? status = null, long? before = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<MessageListResponse>(new Route("messages").With("module", module).With("message_type", messageType).With("status", status).With("before", before).With("limit", limit), cancellationToken);
}
