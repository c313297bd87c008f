using System.Runtime.CompilerServices;
using Nms.Contracts.Messaging;
using Nms.Contracts.Modules;

namespace Nms.Client.Modules;

/// <summary>Modules, their inboxes and dead letters.</summary>
public sealed class ModulesClient
{
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(30);

    private readonly ApiConnection _connection;

    internal ModulesClient(ApiConnection connection) => _connection = connection;

    /// <summary>Registered modules by name, by the page; only those with a capability unless it is null.</summary>
    public Task<ModuleListResponse> ListAsync(string? capability = null, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ModuleListResponse>(new Route("modules").With("capability", capability).Page(limit, offset), cancellationToken);

    /// <summary>One module and how it is.</summary>
    public Task<ModuleResponse> GetAsync(string name, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ModuleResponse>(Route.To($"modules/{name}"), cancellationToken);

    /// <summary>Registers a module, or tells what is new about it.</summary>
    public Task<RegistrationResponse> RegisterAsync(RegisterModuleRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<RegistrationResponse>(HttpMethod.Post, new Route("modules"), request, cancellationToken);

    /// <summary>Removes a module; what is in its inbox becomes dead letters.</summary>
    public Task UnregisterAsync(string name, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"modules/{name}"), null, cancellationToken);

    /// <summary>Says that a module is well. Everything else it does says so too.</summary>
    public Task<HeartbeatResponse> BeatAsync(string name, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<HeartbeatResponse>(HttpMethod.Post, Route.To($"modules/{name}/heartbeat"), null, cancellationToken);

    /// <summary>Hands a module its messages, the most urgent first; waits for the first of them.</summary>
    public Task<InboxResponse> ReceiveAsync(string name, int? max = null, TimeSpan wait = default, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<InboxResponse>(Route.To($"modules/{name}/inbox").With("max", max).With("wait", wait.TotalSeconds), cancellationToken);

    /// <summary>
    /// The messages of a module, as they come, until cancelled. Acknowledge each with <see cref="AcknowledgeAsync"/>: what is not acknowledged
    /// comes again, also after a restart of this program or of the platform.
    /// </summary>
    public async IAsyncEnumerable<MessageResponse> FollowInboxAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            foreach (var message in (await ReceiveAsync(name, max: null, s_wait, cancellationToken).ConfigureAwait(false)).Messages)
            {
                yield return message;
            }
        }
    }

    /// <summary>Records what a module has done, answered or could not do.</summary>
    public Task<AcknowledgeResponse> AcknowledgeAsync(string name, AcknowledgeRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<AcknowledgeResponse>(HttpMethod.Post, Route.To($"modules/{name}/inbox/acknowledge"), request, cancellationToken);

    /// <summary>Messages of a module that were given up or expired, the newest first.</summary>
    public Task<MessageListResponse> ListDeadLettersAsync(string name, long? before = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<MessageListResponse>(Route.To($"modules/{name}/dead-letters").With("before", before).With("limit", limit), cancellationToken);

    /// <summary>Puts dead letters back into the inbox.</summary>
    public Task<DeadLettersResponse> ReplayDeadLettersAsync(string name, DeadLettersRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<DeadLettersResponse>(HttpMethod.Post, Route.To($"modules/{name}/dead-letters/replay"), request, cancellationToken);

    /// <summary>Deletes dead letters.</summary>
    public Task<DeadLettersResponse> PurgeDeadLettersAsync(string name, DeadLettersRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<DeadLettersResponse>(HttpMethod.Post, Route.To($"modules/{name}/dead-letters/purge"), request, cancellationToken);
}
