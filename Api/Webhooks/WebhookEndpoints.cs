using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Webhooks;
using Nms.Webhooks;

namespace Nms.Api.Webhooks;

/// <summary>Webhooks: events as signed requests to an address of the caller's choice.</summary>
internal static class WebhookEndpoints
{
    private const int UsualOverlap = 24 * 60 * 60;

    private static readonly int[] s_failures =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict,
    ];

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags(ApiTags.Events).Require(Permissions.WebhookManage);
        webhooks.MapGet("/", ListAsync).Describe("list_webhooks", "Lists one's own webhooks; for an administrator, everybody's.", null, s_failures);
        webhooks.MapPost("/", CreateAsync).Checks<CreateWebhookRequest>(WebhookRules.CheckAsync).Describe(
            "create_webhook",
            "Creates a webhook and shows its secret, this once.",
            "It begins with the next event, and delivers what its owner may see at that moment. Requests are signed as standardwebhooks.com describes.",
            s_failures);

        var webhook = webhooks.MapGroup("/{webhookId}");
        webhook.MapGet("/", GetAsync).Describe("get_webhook", "Shows a webhook, without its secret.", null, s_failures);
        webhook.MapPatch("/", UpdateAsync).Checks<UpdateWebhookRequest>(WebhookRules.CheckAsync).Describe(
            "update_webhook", "Changes a webhook.", "enabled true, like another url, ends every pause.", s_failures);
        webhook.MapDelete("/", DeleteAsync).Describe("delete_webhook", "Deletes a webhook with its dead letters.", null, s_failures);
        webhook.MapPost("/secret", RotateAsync).Checks<RotateWebhookSecretRequest>(WebhookRules.Check).Describe(
            "rotate_webhook_secret", "Makes another secret and shows it, this once.", "During the overlap requests carry a signature of each.", s_failures);
        webhook.MapPost("/test", TestAsync).Describe(
            "test_webhook", "Sends a signed webhook.test now and shows how it ended.", "Answers 200 also when the receiver did not take it. A disabled webhook is tested too.", s_failures);
        webhook.MapGet("/deliveries", ListDeliveriesAsync).Describe(
            "list_webhook_deliveries", "Lists the latest attempts, at most 100, the newest first.", "They are kept in memory and begin anew after a restart.", s_failures);
        webhook.MapDeadLetters(s_failures);
    }

    /// <summary>A webhook of the caller, or any for an administrator.</summary>
    /// <exception cref="NotFoundException">There is none, or it is somebody else's.</exception>
    public static async Task<WebhookSnapshot> FindAsync(Guid webhookId, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        return await grains.Webhook(webhookId).FindAsync(cancellationToken) is { } webhook && (webhook.OwnerId == caller.Id || GrantLogic.IsAdministrator(caller))
            ? webhook
            : throw new NotFoundException("webhook_not_found", $"There is no webhook {webhookId}.");
    }

    private static async Task<Ok<WebhookListResponse>> ListAsync(
        [AsParameters] PageQuery page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var webhooks = await grains.Webhooks().ListAsync(GrantLogic.IsAdministrator(caller) ? null : caller.Id, cancellationToken);
        return TypedResults.Ok(page.Fill(context, webhooks, WebhookMapping.ToResponse, entries => new WebhookListResponse(entries)));
    }

    private static async Task<Created<CreatedWebhookResponse>> CreateAsync(
        CreateWebhookRequest request, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        if (context.SignedIn() is { UserId: null, KeyId: null })
        {
            throw new ForbiddenException("users_only", "Only a user or an API key of this hub has webhooks: what somebody of elsewhere may see is known only while he is signed in.");
        }

        var caller = context.Caller();
        var created = await grains.Webhooks().CreateAsync(WebhookRules.Read(request, caller.Id, caller.Name), cancellationToken);
        audit.Changed(null, created.Webhook.ToSettings());
        return TypedResults.Created($"/api/v1/webhooks/{created.Webhook.Id}", Reveal(context, created));
    }

    private static async Task<Ok<WebhookResponse>> GetAsync(Guid webhookId, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok((await FindAsync(webhookId, context, grains, cancellationToken)).ToResponse());

    private static async Task<Ok<WebhookResponse>> UpdateAsync(
        Guid webhookId, UpdateWebhookRequest request, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await FindAsync(webhookId, context, grains, cancellationToken);
        var after = await grains.Webhook(webhookId).UpdateAsync(WebhookRules.Read(request, before.Query), cancellationToken);
        audit.Changed(before.ToSettings(), after.ToSettings());
        return TypedResults.Ok(after.ToResponse());
    }

    private static async Task<NoContent> DeleteAsync(
        Guid webhookId, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await FindAsync(webhookId, context, grains, cancellationToken);
        await grains.Webhooks().DeleteAsync(webhookId, cancellationToken);
        audit.Changed(before.ToSettings(), null);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<CreatedWebhookResponse>> RotateAsync(
        Guid webhookId, RotateWebhookSecretRequest? request, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        await FindAsync(webhookId, context, grains, cancellationToken);
        var rotated = await grains.Webhook(webhookId).RotateSecretAsync(TimeSpan.FromSeconds(request?.OverlapSeconds ?? UsualOverlap), cancellationToken);
        audit.Replaced("secret");
        return TypedResults.Ok(Reveal(context, rotated));
    }

    private static async Task<Ok<WebhookDeliveryResponse>> TestAsync(
        Guid webhookId, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await FindAsync(webhookId, context, grains, cancellationToken);
        return TypedResults.Ok((await grains.Webhook(webhookId).TestAsync(cancellationToken)).ToResponse());
    }

    private static async Task<Ok<WebhookDeliveryListResponse>> ListDeliveriesAsync(
        Guid webhookId, [AsParameters] PageQuery page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await FindAsync(webhookId, context, grains, cancellationToken);
        var deliveries = await grains.Webhook(webhookId).ListDeliveriesAsync(cancellationToken);
        return TypedResults.Ok(page.Fill(context, deliveries, WebhookMapping.ToResponse, entries => new WebhookDeliveryListResponse(entries)));
    }

    private static CreatedWebhookResponse Reveal(HttpContext context, CreatedWebhook created)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new CreatedWebhookResponse(created.Secret, created.Webhook.ToResponse());
    }
}
