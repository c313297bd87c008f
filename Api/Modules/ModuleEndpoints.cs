using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Modules;
using Nms.Modules;
using WireDelivery = Nms.Contracts.Modules.ModuleDelivery;

namespace Nms.Api.Modules;

/// <summary>The registry of modules.</summary>
internal static class ModuleEndpoints
{
    private static readonly int[] s_failures =
        [StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable];

    public static void MapModules(this IEndpointRouteBuilder api)
    {
        var modules = api.MapGroup("/modules").WithTags(ApiTags.Hub);
        modules.MapGet("/", ListAsync).Require(Permissions.StatusRead).Describe(
            "list_modules", "Lists the modules and how they are.", "capability lists those that have it.", s_failures);
        modules.MapPost("/", RegisterOneAsync).Checks<RegisterModuleRequest>(ModuleRules.CheckAsync).Require(Permissions.ModuleConnect).Describe(
            "register_module",
            "Registers a module, or tells what is new about it.",
            "Whoever registers a name owns it: nobody else reads its messages. A new module is sent a service_discovery message. "
            + "With delivery webhook each message is a signed request to webhook_url, as of webhooks: 2xx acknowledges it, but 202 says that the module acknowledges it itself.",
            s_failures);
        modules.MapGet("/{name}", GetAsync).Require(Permissions.StatusRead).Describe("get_module", "Shows one module.", null, s_failures);
        modules.MapDelete("/{name}", UnregisterOneAsync).Require(Permissions.ModuleConnect).Describe(
            "unregister_module", "Removes a module; what is in its inbox becomes dead letters.", null, s_failures);
        modules.MapPost("/{name}/heartbeat", BeatOneAsync).Require(Permissions.ModuleConnect).Describe(
            "beat", "Says that a module is alive.", "Asking for messages, acknowledging and every frame on its WebSocket say so too.", s_failures);
    }

    /// <summary>Registers what a caller says of a module of his, when it passed <see cref="ModuleRules"/>.</summary>
    public static async Task<RegistrationResult> RegisterAsync(
        RegisterModuleRequest request, Principal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        _ = ModuleNames.TryNormalise(request.ModuleName, out var name);
        if (caller.Kind == PrincipalKind.Module && !string.Equals(caller.Name, name, StringComparison.OrdinalIgnoreCase))
        {
            throw new ForbiddenException("module_not_yours", $"This key is that of the module {caller.Name}.");
        }

        if (request is { Delivery: WireDelivery.Webhook, WebhookSecret: null } && (await grains.Module(name!).FindAsync(cancellationToken))?.Registration.WebhookSecret is null)
        {
            new FieldErrors().Add("webhook_secret", "is required").ThrowIfAny();
        }

        // Another key of the same module, or a manager, speaks for the owner.
        var known = await grains.Module(name!).FindAsync(cancellationToken);
        var owner = known is not null && !known.Registration.BuiltIn && caller.Owns(known) ? known.Registration.OwnerId : caller.Id;
        return await grains.Modules().RegisterAsync(
            new ModuleRegistration
            {
                Name = name!,
                Version = request.Version,
                Capabilities = ModuleRules.Words(request.Capabilities),
                Delivery = (Nms.Modules.ModuleDelivery)(request.Delivery ?? WireDelivery.Websocket),
                WebhookUrl = request.WebhookUrl,
                NewSecret = request.WebhookSecret,
                HealthUrl = request.HealthUrl,
                Events = ModuleRules.Words(request.Events),
                Critical = request.Critical ?? false,
                OwnerId = owner,
                OwnerName = caller.Name,
                Sight = caller.Sight(),
                MayTakeOver = caller.Allows(Permissions.ModuleManage),
            },
            cancellationToken);
    }

    /// <summary>Removes a module of the caller's.</summary>
    public static async Task<string> UnregisterAsync(string name, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var module = await grains.DemandModuleAsync(context, name, cancellationToken);
        context.Audit().On("module", module.Name).Changed(module.ToResponse(null), null);
        await grains.Modules().UnregisterAsync(module.Name, cancellationToken);
        return module.Name;
    }

    /// <summary>The module of the caller's says that it is alive.</summary>
    public static async Task<ModuleSnapshot> BeatAsync(string name, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var module = await grains.DemandModuleAsync(context, name, cancellationToken);
        context.Audit().On("module", module.Name);
        return await grains.Module(module.Name).BeatAsync(context.Caller().Owns(module) ? context.Caller().Sight() : null, cancellationToken);
    }

    private static async Task<Ok<ModuleListResponse>> ListAsync(
        [FromQuery(Name = "capability")] string? capability, [AsParameters] PageQuery page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var counters = (await grains.Messages().GetCountersAsync(cancellationToken)).ToDictionary(inbox => inbox.Inbox);
        var modules = (await grains.Modules().GetModulesAsync(cancellationToken))
            .Where(module => capability is null || module.Registration.Capabilities.Contains(capability))
            .ToList();
        return TypedResults.Ok(page.Fill(
            context, modules, module => module.ToResponse(counters.GetValueOrDefault(module.Name)), entries => new ModuleListResponse(entries)));
    }

    private static async Task<Results<Created<RegistrationResponse>, Ok<RegistrationResponse>>> RegisterOneAsync(
        RegisterModuleRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var result = await RegisterAsync(request, context.Caller(), grains, cancellationToken);
        var shown = result.Module.ToResponse(null);
        context.Audit().On("module", shown.Name).Changed(null, shown);
        var answer = new RegistrationResponse(shown, result.IsNew, result.Changed);
        return result.IsNew ? TypedResults.Created($"/api/v1/modules/{shown.Name}", answer) : TypedResults.Ok(answer);
    }

    public static async Task<Ok<ModuleResponse>> GetAsync(string name, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var module = await grains.FindModuleAsync(name, cancellationToken) ?? throw ModuleAccess.NoSuchModule(name);
        var inboxes = await grains.Messages().GetCountersAsync(cancellationToken);
        return TypedResults.Ok(module.ToResponse(inboxes.FirstOrDefault(inbox => inbox.Inbox == module.Name)));
    }

    public static async Task<NoContent> UnregisterOneAsync(string name, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await UnregisterAsync(name, context, grains, cancellationToken);
        return TypedResults.NoContent();
    }

    public static async Task<Ok<HeartbeatResponse>> BeatOneAsync(
        string name, HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var module = await BeatAsync(name, context, grains, cancellationToken);
        return TypedResults.Ok(new HeartbeatResponse(module.Name, module.Healthy, time.GetUtcNow()));
    }
}
