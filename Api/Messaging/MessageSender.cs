using Microsoft.AspNetCore.Http;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Modules;
using Nms.Contracts.Messaging;
using Nms.Messaging;
using Nms.Modules;

namespace Nms.Api.Messaging;

/// <summary>Sends messages in the name of a caller.</summary>
internal static class MessageSender
{
    /// <summary>The name a caller sends under: his own, any word that is no module's, or a module of his.</summary>
    /// <exception cref="ForbiddenException">It is the name of somebody else's module, or of the hub.</exception>
    public static async ValueTask<string> SenderAsync(HttpContext context, IGrainFactory grains, string? name, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        if (name is null)
        {
            return caller.Name;
        }

        if (string.Equals(name, ModuleNames.Hub, StringComparison.OrdinalIgnoreCase))
        {
            throw new ForbiddenException("sender_reserved", $"Only the hub itself sends as {ModuleNames.Hub}.");
        }

        return await grains.FindModuleAsync(name, cancellationToken) is not { } module ? name
            : caller.Owns(module) || caller.Allows(Permissions.ModuleManage) ? module.Name
            : throw ModuleAccess.NotYours(module.Name);
    }

    /// <summary>A module that is registered, by its name in its one spelling.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async ValueTask<string> TargetAsync(IGrainFactory grains, string name, CancellationToken cancellationToken) =>
        (await grains.FindModuleAsync(name, cancellationToken) ?? throw ModuleAccess.NoSuchModule(name)).Name;

    /// <summary>The target of a message that passed its rules, and what goes there.</summary>
    public static async Task<(string Target, MessageDraft Draft)> ReadAsync(
        SendMessageRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var target = await TargetAsync(grains, request.Target!, cancellationToken);
        var replyTo = request.ReplyTo is null ? null : await TargetAsync(grains, request.ReplyTo, cancellationToken);
        var sender = await SenderAsync(context, grains, request.Sender, cancellationToken);
        return (target, MessageRules.Draft(request, sender, context.Caller().Id, replyTo));
    }

    public static async Task<MessageReceipt> SendAsync(
        HttpContext context, IGrainFactory grains, string target, MessageDraft draft, CancellationToken cancellationToken)
    {
        var receipt = (await grains.Inbox(target).SendAsync([draft], cancellationToken))[0];
        context.Audit().On("module", target).Changed(null, SentMessages.Of([receipt], draft));
        return receipt;
    }

    public static async Task<BroadcastReceipt> BroadcastAsync(
        HttpContext context, IGrainFactory grains, string? capability, MessageDraft draft, CancellationToken cancellationToken)
    {
        var receipt = await grains.Messages().BroadcastAsync(draft, capability, cancellationToken);
        context.Audit().Changed(null, SentMessages.Of(receipt.Messages, draft));
        return receipt;
    }

    /// <summary>What a caller may see of the messages: everything, or those of modules of his.</summary>
    public static async Task<MessageQuery> VisibleAsync(Principal caller, MessageQuery query, IGrainFactory grains, CancellationToken cancellationToken) =>
        caller.Allows(Permissions.ModuleManage) ? query : query with
        {
            Visible = [.. (await grains.Modules().GetModulesAsync(cancellationToken)).Where(caller.Owns).Select(module => module.Name)],
        };

    public static async Task<HubMessage> FindAsync(HttpContext context, IGrainFactory grains, Guid messageId, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        return await grains.Messages().FindAsync(messageId, cancellationToken) is { } message
            && (message.SentBy == caller.Id || caller.Allows(Permissions.ModuleManage)
                || (await grains.FindModuleAsync(message.Inbox, cancellationToken) is { } module && caller.Owns(module)))
            ? message
            : throw new NotFoundException("message_not_found", $"There is no message {messageId}.");
    }
}
