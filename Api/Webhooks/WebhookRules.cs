using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nms.Api.Errors;
using Nms.Api.Modules;
using Nms.Contracts.Webhooks;
using Nms.Events;
using Nms.Outbound;
using Nms.Webhooks;

namespace Nms.Api.Webhooks;

/// <summary>What requests about webhooks must look like.</summary>
internal static class WebhookRules
{
    public const int LongestOverlap = 7 * 24 * 60 * 60;
    public const int MostIds = 1_000;

    public static ValueTask CheckAsync(CreateWebhookRequest request, FieldErrors errors, HttpContext context)
    {
        errors.Required("name", request.Name).When(request.Url is null, "url", "is required");
        Check(request.Url, request.ToFilter(), errors, context);
        return ValueTask.CompletedTask;
    }

    public static ValueTask CheckAsync(UpdateWebhookRequest request, FieldErrors errors, HttpContext context)
    {
        errors.Optional("name", request.Name).When(request == new UpdateWebhookRequest(), "body", "must change something");
        Check(request.Url, request.ToFilter(), errors, context);
        return ValueTask.CompletedTask;
    }

    public static void Check(ReplayDeadLettersRequest request, FieldErrors errors) =>
        errors.When(request.EventIds?.Count > MostIds, "event_ids", $"must be at most {MostIds}");

    public static void Check(RotateWebhookSecretRequest request, FieldErrors errors) =>
        errors.Between("overlap_seconds", request.OverlapSeconds, 0, LongestOverlap);

    /// <summary>A new webhook that passed.</summary>
    public static WebhookDraft Read(CreateWebhookRequest request, string ownerId, string ownerName) =>
        new(request.Name!, request.Url!, request.ToFilter().Read(new FieldErrors()), ownerId, ownerName, request.Ordered ?? false, request.Enabled ?? true);

    /// <summary>Changes that passed.</summary>
    public static WebhookChanges Read(UpdateWebhookRequest request, EventQuery before)
    {
        var given = request.ToFilter().Read(new FieldErrors());
        var query = before with
        {
            Types = request.Types is null ? before.Types : given.Types,
            MinimumPriority = request.Priority is null ? before.MinimumPriority : given.MinimumPriority,
            Projects = request.ProjectId is null ? before.Projects : given.Projects,
            Nodes = request.NodeId is null ? before.Nodes : given.Nodes,
            Sources = request.Source is null ? before.Sources : given.Sources,
            Subscriptions = request.Subscriptions is null ? before.Subscriptions : given.Subscriptions,
        };
        return new WebhookChanges(request.Name, request.Url, query.Equals(before) ? null : query, request.Ordered, request.Enabled);
    }

    /// <summary>Ids between commas; null when none are given.</summary>
    public static ImmutableArray<Guid>? Ids(string? text, FieldErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        errors.When(string.IsNullOrWhiteSpace(text), "event_id", "must be a UUID, or several between commas; leave it out for all");
        var ids = ImmutableArray.CreateBuilder<Guid>();
        foreach (var entry in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            errors.When(!Guid.TryParse(entry, out var id), "event_id", "must be a UUID, or several between commas");
            ids.Add(id);
        }

        errors.When(ids.Count > MostIds, "event_id", $"must be at most {MostIds}");
        return ids.DrainToImmutable();
    }

    private static void Check(string? url, WebhookFilter filter, FieldErrors errors, HttpContext context)
    {
        ModuleRules.CheckUrl(errors, "url", url, context.RequestServices.GetRequiredService<IOutboundGuard>());
        filter.Read(errors);
    }

    private static WebhookFilter ToFilter(this CreateWebhookRequest request) =>
        new(request.Types, request.Priority, request.ProjectId, request.NodeId, request.Source, request.Subscriptions);

    private static WebhookFilter ToFilter(this UpdateWebhookRequest request) =>
        new(request.Types, request.Priority, request.ProjectId, request.NodeId, request.Source, request.Subscriptions);
}
