using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.Events;
using Nms.Api.Messaging;
using Nms.Api.Modules;
using Nms.Api.OpenApi;
using Nms.Contracts.Messaging;
using Nms.Contracts.Modules;
using Nms.Messaging;
using Nms.Outbound;
using static Nms.Api.Compatibility.PublishedCall;
using static Nms.Api.Compatibility.PublishedMount;
using WirePriority = Nms.Contracts.Events.EventPriority;
using WireType = Nms.Contracts.Messaging.MessageType;

namespace Nms.Api.Compatibility;

/// <summary>The communication hub as clients of the former one call it.</summary>
internal static class HubCalls
{
    private const string AllModules = "all_modules";
    private const string Broadcast = "broadcast";
    private const int UsualHistory = 50;

    private static readonly int[] s_failures = [StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable];

    public static IEnumerable<PublishedCall> Calls { get; } =
    [
        Get(V1, "hub/status/", Permissions.StatusRead, GetStatusAsync, ApiTags.Hub, "Tells how the hub is doing, in the whole cluster.") with { Everywhere = true },
        Post(V1, "hub/start/", Permissions.PlatformManage, StartAsync, ApiTags.Hub, "Accepts messages again; 400 when it does already.") with { Everywhere = true, Failures = s_failures },
        Post(V1, "hub/stop/", Permissions.PlatformManage, StopAsync, ApiTags.Hub, "Accepts no new messages; what is there is delivered.") with { Everywhere = true, Failures = s_failures },
        Post(V1, "hub/modules/register/", Permissions.ModuleConnect, RegisterAsync, ApiTags.Hub, "Registers a module, or tells what is new about it.", PublishedParameters.Registration) with { Failures = s_failures },
        Get(V1, "hub/modules/{name}/", Permissions.StatusRead, ModuleEndpoints.GetAsync, ApiTags.Hub, "Shows one module."),
        new(HttpMethods.Delete, V1, "hub/modules/{name}/", Permissions.ModuleConnect, ModuleEndpoints.UnregisterOneAsync, ApiTags.Hub, "Removes a module.") { Failures = s_failures },
        Post(V1, "hub/modules/{name}/heartbeat/", Permissions.ModuleConnect, ModuleEndpoints.BeatOneAsync, ApiTags.Hub, "Says that a module is alive.") with { Failures = s_failures },
        Get(V1, "hub/modules/{name}/inbox/", Permissions.ModuleConnect, InboxEndpoints.ReceiveAsync, ApiTags.Hub, "Hands a module its messages, the most urgent first."),
        Post(V1, "hub/modules/{name}/inbox/acknowledge/", Permissions.ModuleConnect, InboxEndpoints.AcknowledgeAsync, ApiTags.Hub, "Records what a module has done, answered or could not do.") with { Failures = s_failures, Rules = BodyRules.Of<AcknowledgeRequest>(MessageRules.Check) },
        Get(V1, "hub/modules/{name}/dead-letters/", Permissions.ModuleConnect, InboxEndpoints.ListDeadAsync, ApiTags.Hub, "Lists the messages of a module that were given up or expired."),
        Post(V1, "hub/messages/send/", Permissions.EventPublish, SendAsync, ApiTags.Hub, "Sends a message to a module, or to all without a target.", PublishedParameters.HubMessage) with { Failures = s_failures },
        Post(V1, "hub/messages/broadcast/", Permissions.EventPublish, BroadcastAsync, ApiTags.Hub, "Sends a message to every module but the sender.", PublishedParameters.HubBroadcast) with { Failures = s_failures },
        Get(V1, "hub/messages/{messageId}/", Permissions.StatusRead, MessageEndpoints.GetAsync, ApiTags.Hub, "Shows a message and how far it has come."),
        Get(V1, "integration/modules/", Permissions.StatusRead, ListModulesAsync, ApiTags.Hub, "Lists the modules and their health."),
        Post(V1, "integration/messages/send/", Permissions.EventPublish, SendIntegrationAsync, ApiTags.Hub, "Sends a message to a module, or to all without a target.", PublishedParameters.IntegrationMessage) with { Failures = s_failures },
        Get(V1, "integration/messages/history/", Permissions.StatusRead, GetHistoryAsync, ApiTags.Hub, "Lists the newest messages in the order they were sent.") with { Parameters = PublishedParameters.History, Failures = s_failures },
    ];

    private static async Task<Ok<HubResponse>> GetStatusAsync(IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok(await HubEndpoints.ReadAsync(grains, time, cancellationToken));

    private static async Task<Ok<HubDone>> StartAsync(HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await HubEndpoints.StartAsync(context, grains, cancellationToken);
        }
        catch (ConflictException running)
        {
            // The former hub called it a bad request.
            throw new ValidationException(running.Code, running.Message);
        }

        return TypedResults.Ok(new HubDone("The hub is running.", time.GetUtcNow()));
    }

    private static async Task<Ok<HubDone>> StopAsync(HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        await HubEndpoints.StopAsync(context, grains, cancellationToken);
        return TypedResults.Ok(new HubDone("The hub is stopped: it accepts nothing new and finishes what it has.", time.GetUtcNow()));
    }

    private static async Task<Ok<ModuleRegistered>> RegisterAsync(
        HttpContext context, IGrainFactory grains, IOutboundGuard outbound, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var request = new RegisterModuleRequest(
            parameters.Required("module_name"),
            parameters.Words("capabilities"),
            parameters.Text("version"),
            parameters.Word<ModuleDelivery>("delivery"),
            parameters.Text("health_url"),
            parameters.Words("events"),
            parameters.Flag("critical", usual: false),
            parameters.Text("webhook_url"),
            parameters.Text("webhook_secret"));
        ModuleRules.Check(request, parameters.Errors, outbound);
        parameters.ThrowIfWrong();
        var result = await ModuleEndpoints.RegisterAsync(request, context.Caller(), grains, cancellationToken);
        context.Audit().On("module", result.Module.Name).Changed(null, result.Module.ToResponse(null));
        return TypedResults.Ok(new ModuleRegistered(
            result.IsNew ? $"The module {result.Module.Name} is registered." : $"The module {result.Module.Name} was registered already.",
            result.Module.Registration.Capabilities, result.Changed, time.GetUtcNow()));
    }

    private static async Task<Ok<HubMessageQueued>> SendAsync(HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        parameters.Required("sender");
        var request = Read(parameters);
        parameters.ThrowIfWrong();
        var (receipts, draft) = await DeliverAsync(context, grains, request, capability: null, cancellationToken);
        return TypedResults.Ok(new HubMessageQueued(
            receipts.Select(receipt => receipt.MessageId).FirstOrDefault(draft.MessageId ?? Guid.Empty),
            "queued", draft.Priority.ToWire(), request.Target is null ? Broadcast : receipts[0].Inbox,
            [.. receipts.Select(receipt => receipt.MessageId)], time.GetUtcNow()));
    }

    private static async Task<Ok<HubMessagesQueued>> BroadcastAsync(HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        parameters.Required("sender");
        var capability = parameters.Text("capability_filter");
        var request = Read(parameters) with { Target = null, Priority = WirePriority.Normal };
        parameters.ThrowIfWrong();
        var (receipts, _) = await DeliverAsync(context, grains, request, capability, cancellationToken);
        return TypedResults.Ok(new HubMessagesQueued([.. receipts.Select(receipt => receipt.MessageId)], receipts.Count, capability, time.GetUtcNow()));
    }

    private static async Task<Ok<IntegrationMessageSent>> SendIntegrationAsync(HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var request = Read(parameters);
        parameters.ThrowIfWrong();
        var now = time.GetUtcNow();
        request = request with { Data = Signed(request.Data, context.Caller().Name, now) };
        var (receipts, _) = await DeliverAsync(context, grains, request, capability: null, cancellationToken);
        var target = request.Target is null ? AllModules : receipts[0].Inbox;
        return TypedResults.Ok(new IntegrationMessageSent(
            $"The message waits for {target}.", request.MessageType!.Value, target, [.. receipts.Select(receipt => receipt.MessageId)], now));
    }

    private static async Task<Ok<MessageHistory>> GetHistoryAsync(HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var (module, type) = (parameters.Text("module"), parameters.Word<WireType>("message_type"));
        var limit = parameters.Whole("limit", UsualHistory, PageQuery.Most);
        parameters.ThrowIfWrong();
        var query = new MessageQuery { Module = module, Type = type?.FromWire() ?? Nms.Messaging.MessageType.Unknown };
        var found = (await grains.Messages().QueryAsync(
            await MessageSender.VisibleAsync(context.Caller(), query, grains, cancellationToken), long.MaxValue, limit, cancellationToken)).Messages;
        return TypedResults.Ok(new MessageHistory(
            [
                .. found.Reverse().Select(message => new MessageInHistory(
                    message.MessageId, message.Type.ToWire(), ApiJson.Element(message.DataJson)!.Value, message.Sender, message.Inbox, message.CreatedAt)),
            ],
            found.Length, new HistoryFilters(module, type, limit), time.GetUtcNow()));
    }

    private static async Task<Ok<IntegrationModules>> ListModulesAsync(IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var modules = await grains.Modules().GetModulesAsync(cancellationToken);
        var counters = await grains.Messages().GetCountersAsync(cancellationToken);
        return TypedResults.Ok(new IntegrationModules(
            [.. modules.Select(module => module.Name)],
            modules.ToDictionary(module => module.Name, IntegrationModuleHealth.Of),
            new Dictionary<string, object>(),
            counters.Sum(inbox => inbox.Total),
            time.GetUtcNow()));
    }

    private static SendMessageRequest Read(RequestParameters parameters)
    {
        var type = parameters.Word<WireType>("message_type");
        if (type is null)
        {
            parameters.Required("message_type");
        }

        var request = new SendMessageRequest(parameters.Text("target"))
        {
            MessageType = type,
            Data = parameters.Object("data"),
            Priority = parameters.Word<WirePriority>("priority"),
            TimeoutSeconds = parameters.Text("timeout_seconds") is null ? null : parameters.Seconds("timeout_seconds", 1, 30 * 24 * 3600).TotalSeconds,
            Sender = parameters.Text("sender"),
            CorrelationId = parameters.Text("correlation_id"),
        };
        MessageRules.CheckContent(request, parameters.Errors);
        return request;
    }

    private static async Task<(IReadOnlyList<MessageReceipt> Receipts, MessageDraft Draft)> DeliverAsync(
        HttpContext context, IGrainFactory grains, SendMessageRequest request, string? capability, CancellationToken cancellationToken)
    {
        var draft = MessageRules.Draft(request, await MessageSender.SenderAsync(context, grains, request.Sender, cancellationToken), context.Caller().Id);
        return request.Target is null
            ? ((await MessageSender.BroadcastAsync(context, grains, capability, draft, cancellationToken)).Messages, draft)
            : ([await MessageSender.SendAsync(context, grains, await MessageSender.TargetAsync(grains, request.Target, cancellationToken), draft, cancellationToken)], draft);
    }

    /// <summary>The data, and who sent it by which interface and when: modules of the former hub read that.</summary>
    private static JsonElement Signed(JsonElement? data, string sender, DateTimeOffset now)
    {
        var members = data is { } given ? given.EnumerateObject().ToDictionary(member => member.Name, member => member.Value) : [];
        members["api_sender"] = JsonSerializer.SerializeToElement(sender);
        members["api_timestamp"] = JsonSerializer.SerializeToElement(now.ToString("O", CultureInfo.InvariantCulture));
        return JsonSerializer.SerializeToElement(members);
    }
}
