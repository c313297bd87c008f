using Nms.Contracts.Events;

namespace Nms.Contracts.Webhooks;

/// <summary>What to change of a webhook. What is left out stays; an empty list restricts nothing.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Url">Where to send to, http or https.</param>
/// <param name="Types">Event types.</param>
/// <param name="Priority">The least urgent wanted.</param>
/// <param name="ProjectId">Projects.</param>
/// <param name="NodeId">Nodes.</param>
/// <param name="Source">Who says so: gns3, or names of modules.</param>
/// <param name="Subscriptions">Subscriptions of the published contract.</param>
/// <param name="Ordered">Whether later events wait while one is retried.</param>
/// <param name="Enabled">Whether it delivers; true ends every pause.</param>
public sealed record UpdateWebhookRequest(
    string? Name = null,
    string? Url = null,
    IReadOnlyList<string>? Types = null,
    EventPriority? Priority = null,
    IReadOnlyList<Guid>? ProjectId = null,
    IReadOnlyList<Guid>? NodeId = null,
    IReadOnlyList<string>? Source = null,
    IReadOnlyList<string>? Subscriptions = null,
    bool? Ordered = null,
    bool? Enabled = null);
