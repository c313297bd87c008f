using System.ComponentModel.DataAnnotations;
using Nms.Contracts.Events;

namespace Nms.Contracts.Webhooks;

/// <summary>A webhook to create. The lists restrict nothing when they are left out.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Url">Where to send to, http or https.</param>
/// <param name="Types">Event types, where node.* stands for all that begin so and *.started for all that end so.</param>
/// <param name="Priority">The least urgent wanted.</param>
/// <param name="ProjectId">Projects.</param>
/// <param name="NodeId">Nodes.</param>
/// <param name="Source">Who says so: gns3, or names of modules.</param>
/// <param name="Subscriptions">Subscriptions of the published contract.</param>
/// <param name="Ordered">True when later events are to wait while one is retried.</param>
/// <param name="Enabled">False to create it without delivering yet.</param>
public sealed record CreateWebhookRequest(
    [property: Required] string? Name,
    [property: Required] string? Url,
    IReadOnlyList<string>? Types = null,
    EventPriority? Priority = null,
    IReadOnlyList<Guid>? ProjectId = null,
    IReadOnlyList<Guid>? NodeId = null,
    IReadOnlyList<string>? Source = null,
    IReadOnlyList<string>? Subscriptions = null,
    bool? Ordered = null,
    bool? Enabled = null);
