using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.OpenApi;
using Nms.Contracts.Messaging;

namespace Nms.Api.Messaging;

/// <summary>The hub's switch and its figures.</summary>
internal static class HubEndpoints
{
    private static readonly int[] s_failures = [StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable];

    public static void MapHub(this IEndpointRouteBuilder api)
    {
        var hub = api.MapGroup("/hub").WithTags(ApiTags.Hub);
        hub.MapGet("/", GetAsync).Require(Permissions.StatusRead, everywhere: true).Describe(
            "get_hub", "Tells how the hub is doing, in the whole cluster.", null, s_failures);
        hub.MapPost("/start", StartAndShowAsync).Require(Permissions.PlatformManage).Describe("start_hub", "Accepts messages again.", null, s_failures);
        hub.MapPost("/stop", StopAndShowAsync).Require(Permissions.PlatformManage).Describe(
            "stop_hub", "Accepts no new messages; what is there is delivered.", "Senders are answered 503 with the code hub_stopped.", s_failures);
    }

    public static async Task<HubResponse> ReadAsync(IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var status = await grains.Hub().GetStatusAsync(cancellationToken);
        return status.ToResponse(await grains.Modules().GetModulesAsync(cancellationToken), time.GetUtcNow());
    }

    private static async Task<Ok<HubResponse>> GetAsync(IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok(await ReadAsync(grains, time, cancellationToken));

    /// <summary>Accepts messages again.</summary>
    public static async Task StartAsync(HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await grains.Hub().StartAsync(cancellationToken);
        context.Audit().On("hub", WellKnownKeys.Default).Changed(new HubSwitch("stopped"), new HubSwitch("running"));
    }

    /// <summary>Accepts nothing new.</summary>
    public static async Task StopAsync(HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await grains.Hub().StopAsync(cancellationToken);
        context.Audit().On("hub", WellKnownKeys.Default).Changed(null, new HubSwitch("stopped"));
    }

    private static async Task<Ok<HubResponse>> StartAndShowAsync(HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        await StartAsync(context, grains, cancellationToken);
        return TypedResults.Ok(await ReadAsync(grains, time, cancellationToken));
    }

    private static async Task<Ok<HubResponse>> StopAndShowAsync(HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        await StopAsync(context, grains, cancellationToken);
        return TypedResults.Ok(await ReadAsync(grains, time, cancellationToken));
    }

    private sealed record HubSwitch(string HubStatus);
}
