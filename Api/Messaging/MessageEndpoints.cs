using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Messaging;
using Nms.Messaging;
using Nms.Modules;
using WireStatus = Nms.Contracts.Messaging.MessageStatus;
using WireType = Nms.Contracts.Messaging.MessageType;

namespace Nms.Api.Messaging;

/// <summary>Messages between modules.</summary>
internal static class MessageEndpoints
{
    private const double UsualWait = 30;

    private static readonly int[] s_failures =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict,
        StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable,
    ];

    public static void MapMessages(this IEndpointRouteBuilder api)
    {
        var messages = api.MapGroup("/messages").WithTags(ApiTags.Hub);
        messages.MapPost("/", SendAsync).Checks<SendMessageRequest>(MessageRules.Check).Require(Permissions.EventPublish).Describe(
            "send_message",
            "Sends a message to a module.",
            "It is on disk when this answers, and waits for a module that is away. A name that nobody registered is answered 404.",
            s_failures);
        messages.MapPost("/batch", SendSeveralAsync).Checks<SendMessagesRequest>(MessageRules.Check).Require(Permissions.EventPublish).Describe(
            "send_messages",
            "Sends up to 500 messages, to any modules.",
            "Each is accepted or refused for itself, and the answer tells which; what is wrong with the fields of one refuses all. Those accepted are on disk.",
            s_failures);
        messages.MapPost("/broadcast", BroadcastAsync).Checks<BroadcastRequest>(MessageRules.Check).Require(Permissions.EventPublish).Describe(
            "broadcast_message", "Sends a message to every module but the sender, or to those with a capability.", null, s_failures);
        messages.MapPost("/requests", RequestAsync).Checks<SendMessageRequest>(MessageRules.CheckRequest).Require(Permissions.EventPublish).Describe(
            "send_request",
            "Sends a message to a module and waits until it is acknowledged.",
            "timeout_seconds, 30 unless given and 60 at most, is how long this waits and how long the message is worth delivering. The module's answer is response_data.",
            [.. s_failures, StatusCodes.Status504GatewayTimeout]);
        messages.MapGet("/", ListAsync).Require(Permissions.StatusRead).Describe(
            "list_messages",
            "Lists messages, the newest first.",
            "Those of one's own modules; with the permission module.manage all of them. Finished messages are kept for 24 hours. "
            + "With status pending or processing a page may hold fewer than its limit, or none, while next goes on.",
            s_failures);
        messages.MapGet("/{messageId}", GetAsync).Require(Permissions.StatusRead).Describe(
            "get_message", "Shows a message and how far it has come.", null, s_failures);
    }

    private static async Task<Accepted<MessageReceiptResponse>> SendAsync(
        SendMessageRequest request, HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var (target, draft) = await MessageSender.ReadAsync(request, context, grains, cancellationToken);
        var receipt = await MessageSender.SendAsync(context, grains, target, draft, cancellationToken);
        return TypedResults.Accepted(
            $"/api/v1/messages/{receipt.MessageId}", new MessageReceiptResponse(receipt.MessageId, receipt.Inbox, "queued", receipt.Duplicate, time.GetUtcNow()));
    }

    private static async Task<Accepted<SentMessagesResponse>> SendSeveralAsync(
        SendMessagesRequest request, HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Accepted((string?)null, await new MessageBatch(context, grains, time).SendAsync(request.Messages!, cancellationToken));

    private static async Task<Accepted<BroadcastResponse>> BroadcastAsync(
        BroadcastRequest request, HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var draft = MessageRules.Draft(request, await MessageSender.SenderAsync(context, grains, request.Sender, cancellationToken), context.Caller().Id);
        var receipt = await MessageSender.BroadcastAsync(context, grains, request.Capability, draft, cancellationToken);
        return TypedResults.Accepted((string?)null, new BroadcastResponse(
            [.. receipt.Messages.Select(message => message.MessageId)], receipt.Messages.Length, request.Capability, receipt.Refused, time.GetUtcNow()));
    }

    private static async Task<Ok<MessageResponse>> RequestAsync(
        SendMessageRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var seconds = request.TimeoutSeconds ?? UsualWait;
        var (target, draft) = await MessageSender.ReadAsync(request with { TimeoutSeconds = seconds }, context, grains, cancellationToken);
        var receipt = await MessageSender.SendAsync(context, grains, target, draft, cancellationToken);
        var message = await grains.Inbox(target).WaitAsync(receipt.MessageId, TimeSpan.FromSeconds(seconds), cancellationToken);
        return message is { Status: Nms.Messaging.MessageStatus.Completed }
            ? TypedResults.Ok(message.ToResponse())
            : throw new NmsTimeoutException("module_timeout", message is { Error: { } error }
                ? $"The module {target} did not do what message {receipt.MessageId} asks for within {seconds} seconds: {error}"
                : $"The module {target} did not acknowledge message {receipt.MessageId} within {seconds} seconds.");
    }

    private static async Task<Ok<MessageListResponse>> ListAsync(
        [FromQuery(Name = "module")] string? module,
        [FromQuery(Name = "message_type")] Word<WireType>? type,
        [FromQuery(Name = "status")] Word<WireStatus>? status,
        [AsParameters] MessagePage page,
        HttpContext context,
        IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var query = new MessageQuery
        {
            Module = module is null ? null : ModuleNames.TryNormalise(module, out var name) ? name : module,
            Type = type?.Value.FromWire() ?? Nms.Messaging.MessageType.Unknown,
            Statuses = status is { } word ? [(Nms.Messaging.MessageStatus)word.Value] : [],
        };
        return TypedResults.Ok(await page.ReadAsync(await MessageSender.VisibleAsync(context.Caller(), query, grains, cancellationToken), grains, cancellationToken));
    }

    public static async Task<Ok<MessageResponse>> GetAsync(Guid messageId, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok((await MessageSender.FindAsync(context, grains, messageId, cancellationToken)).ToResponse());
}
