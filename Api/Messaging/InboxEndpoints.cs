using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.Modules;
using Nms.Api.OpenApi;
using Nms.Contracts.Messaging;
using Nms.Messaging;

namespace Nms.Api.Messaging;

/// <summary>How a module has its messages without a WebSocket, and what becomes of those that it cannot have.</summary>
internal static class InboxEndpoints
{
    private const int Usual = 50;

    private static readonly int[] s_failures =
        [StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable];

    public static void MapInboxes(this IEndpointRouteBuilder api)
    {
        var inbox = api.MapGroup("/modules/{name}").WithTags(ApiTags.Hub).Require(Permissions.ModuleConnect);
        inbox.MapGet("/inbox", ReceiveAsync).Describe(
            "receive_messages",
            "Hands a module its messages, the most urgent first.",
            "Waits up to wait seconds (0 to 60) for the first. What is not acknowledged within the lease, 30 seconds unless set otherwise, is handed out again.",
            s_failures);
        inbox.MapPost("/inbox/acknowledge", AcknowledgeAsync).Checks<AcknowledgeRequest>(MessageRules.Check).Describe(
            "acknowledge_messages", "Records what a module has done, answered or could not do.", null, s_failures);
        inbox.MapGet("/dead-letters", ListDeadAsync).Describe(
            "list_dead_letters", "Lists the messages of a module that were given up or expired, the newest first.", null, s_failures);
        inbox.MapPost("/dead-letters/replay", ReplayAsync).Checks<DeadLettersRequest>(MessageRules.Check).Describe(
            "replay_dead_letters", "Puts dead letters back into the inbox, with all their attempts.", null, s_failures);
        inbox.MapPost("/dead-letters/purge", PurgeAsync).Checks<DeadLettersRequest>(MessageRules.Check).Describe(
            "purge_dead_letters", "Deletes dead letters.", null, s_failures);
    }

    public static async Task<Ok<InboxResponse>> ReceiveAsync(
        string name,
        [FromQuery(Name = "max"), Within(1, MessageRules.MostMessages)] int? max,
        [FromQuery(Name = "wait"), Within(0, InboxWaits.MostSeconds)] double? wait,
        HttpContext context,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var module = (await ModuleEndpoints.BeatAsync(name, context, grains, cancellationToken)).Name;
        var messages = await PollAsync(grains.Inbox(module), max ?? Usual, TimeSpan.FromSeconds(wait ?? 0), time, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new InboxResponse([.. messages.Select(MessageMapping.ToResponse)]));
    }

    private static async Task<ImmutableArray<HubMessage>> PollAsync(
        IInboxGrain inbox, int most, TimeSpan wait, TimeProvider time, CancellationToken cancellationToken)
    {
        var consumer = Guid.CreateVersion7(time.GetUtcNow());
        try
        {
            return await inbox.ReceiveAsync(most, wait, consumer, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Whoever asked is gone: what was on its way to him is the next one's.
            await inbox.ReleaseAsync(consumer, CancellationToken.None);
            throw;
        }
    }

    public static async Task<Ok<AcknowledgeResponse>> AcknowledgeAsync(
        string name, AcknowledgeRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var module = (await ModuleEndpoints.BeatAsync(name, context, grains, cancellationToken)).Name;
        var responses = request.Responses ?? new Dictionary<Guid, System.Text.Json.JsonElement>();
        ImmutableArray<Acknowledgement> done =
        [
            .. (request.MessageIds ?? []).Except(responses.Keys).Select(id => new Acknowledgement(id)),
            .. responses.Select(response => new Acknowledgement(response.Key, Text(response.Value))),
        ];
        ImmutableArray<Rejection> rejected =
            [.. (request.Rejected ?? []).Select(one => new Rejection(one.MessageId!.Value, one.Error!, one.Retry ?? true))];
        var inbox = grains.Inbox(module);
        var acknowledged = done is [] ? Nothing : await inbox.AcknowledgeAsync(done, cancellationToken);
        var refused = rejected is [] ? Nothing : await inbox.RejectAsync(rejected, cancellationToken);
        context.Audit().Changed(null, new SettledMessages(acknowledged.Settled.Length, refused.Settled.Length, acknowledged.Unknown.Length + refused.Unknown.Length));
        return TypedResults.Ok(new AcknowledgeResponse(acknowledged.Settled, refused.Settled, [.. acknowledged.Unknown, .. refused.Unknown]));
    }

    public static async Task<Ok<MessageListResponse>> ListDeadAsync(
        string name, [AsParameters] MessagePage page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var module = await grains.DemandModuleAsync(context, name, cancellationToken);
        return TypedResults.Ok(await page.ReadAsync(new MessageQuery { Inbox = module.Name, Statuses = MessageQuery.Dead }, grains, cancellationToken));
    }

    private static async Task<Ok<DeadLettersResponse>> ReplayAsync(
        string name, DeadLettersRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var module = await grains.DemandModuleAsync(context, name, cancellationToken);
        return Done(context, module.Name, await grains.Inbox(module.Name).ReplayAsync([.. request.MessageIds ?? []], cancellationToken));
    }

    private static async Task<Ok<DeadLettersResponse>> PurgeAsync(
        string name, DeadLettersRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var module = await grains.DemandModuleAsync(context, name, cancellationToken);
        return Done(context, module.Name, await grains.Inbox(module.Name).PurgeAsync([.. request.MessageIds ?? []], cancellationToken));
    }

    private static Ok<DeadLettersResponse> Done(HttpContext context, string module, int count)
    {
        var done = new DeadLettersResponse(module, count);
        context.Audit().On("module", module).Changed(null, done);
        return TypedResults.Ok(done);
    }

    private static Settlement Nothing { get; } = new([], []);

    private static string? Text(System.Text.Json.JsonElement value) => value.ValueKind == System.Text.Json.JsonValueKind.Object ? value.GetRawText() : null;
}
