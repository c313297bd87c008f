using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Discovery;
using Nms.Discovery;

namespace Nms.Api.Discovery;

/// <summary>Discovery runs that are made again and again.</summary>
internal static class DiscoveryScheduleEndpoints
{
    public static void MapDiscoverySchedules(this IEndpointRouteBuilder api)
    {
        var schedules = api.MapGroup("/discovery-schedules").WithTags(ApiTags.Equipment);
        schedules.MapGet("/", ListAsync).Require(Permissions.EquipmentRead).Describe("list_discovery_schedules", "Lists schedules by name.", null, RouteDescriptions.ReadFailures);
        schedules.MapPost("/", CreateAsync).Checks<SaveDiscoveryScheduleRequest>(DiscoveryRules.CheckAsync).Require(Permissions.DiscoveryRun).Describe(
            "create_discovery_schedule", "Has a run made again and again.", "The first begins one period from now.", RouteDescriptions.CommandFailures);
        schedules.MapPut("/{scheduleId}", ReplaceAsync).Checks<SaveDiscoveryScheduleRequest>(DiscoveryRules.CheckAsync).Require(Permissions.DiscoveryRun).Describe(
            "replace_discovery_schedule", "Replaces a schedule.", null, RouteDescriptions.CommandFailures);
        schedules.MapDelete("/{scheduleId}", DeleteAsync).Require(Permissions.DiscoveryRun).Describe("delete_discovery_schedule", "Deletes a schedule.", null, RouteDescriptions.CommandFailures);
    }

    private static async Task<Ok<DiscoveryScheduleListResponse>> ListAsync(
        [AsParameters] PageQuery page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(page.Fill(context, await VisibleAsync(context, grains, cancellationToken), DiscoveryMapping.ToResponse, entries => new DiscoveryScheduleListResponse(entries)));

    private static async Task<Created<DiscoveryScheduleResponse>> CreateAsync(
        SaveDiscoveryScheduleRequest request, HttpContext context, IGrainFactory grains, TimeProvider time, AuditNote audit, CancellationToken cancellationToken)
    {
        var schedule = Read(request, Guid.CreateVersion7(time.GetUtcNow()), context, time.GetUtcNow());
        var saved = await SaveAsync(schedule, null, context, grains, audit, cancellationToken);
        return TypedResults.Created($"/api/v1/discovery-schedules/{saved.ScheduleId}", saved.ToResponse());
    }

    private static async Task<Ok<DiscoveryScheduleResponse>> ReplaceAsync(
        Guid scheduleId, SaveDiscoveryScheduleRequest request, HttpContext context, IGrainFactory grains, TimeProvider time, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await FindAsync(scheduleId, context, grains, cancellationToken);
        return TypedResults.Ok((await SaveAsync(Read(request, scheduleId, context, before.CreatedAt), before, context, grains, audit, cancellationToken)).ToResponse());
    }

    private static async Task<NoContent> DeleteAsync(Guid scheduleId, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = await FindAsync(scheduleId, context, grains, cancellationToken);
        DiscoveryEndpoints.DemandAllowed(before.Scope, context, Permissions.DiscoveryRun);
        await grains.Discovery().DeleteScheduleAsync(scheduleId, cancellationToken);
        audit.On("discovery_schedule", scheduleId.ToString("D"), before.Scope.ProjectId).Changed(before.ToResponse(), null);
        return TypedResults.NoContent();
    }

    private static async Task<DiscoverySchedule> SaveAsync(
        DiscoverySchedule schedule, DiscoverySchedule? before, HttpContext context, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        DiscoveryEndpoints.DemandAllowed(schedule.Scope, context, Permissions.DiscoveryRun);
        var saved = await grains.Discovery().SaveScheduleAsync(schedule, cancellationToken);
        audit.On("discovery_schedule", saved.ScheduleId.ToString("D"), saved.Scope.ProjectId).Changed(before?.ToResponse(), saved.ToResponse());
        return saved;
    }

    private static DiscoverySchedule Read(SaveDiscoveryScheduleRequest request, Guid id, HttpContext context, DateTimeOffset createdAt) => new()
    {
        ScheduleId = id,
        Name = request.Name!,
        Scope = DiscoveryRules.Scope(request.Discovery!),
        Options = DiscoveryRules.Options(request.Discovery!),
        Every = TimeSpan.FromSeconds(request.EverySeconds!.Value),
        Jitter = TimeSpan.FromSeconds(request.JitterSeconds ?? 0),
        Enabled = request.Enabled ?? true,
        OwnerName = context.Caller().Name,
        CreatedAt = createdAt,
    };

    private static async Task<List<DiscoverySchedule>> VisibleAsync(HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var visible = VisibleEquipment.To(context.Caller());
        return [.. (await grains.Discovery().ListSchedulesAsync(cancellationToken)).Where(schedule => visible.Contains(schedule.Scope.ProjectId))];
    }

    private static async Task<DiscoverySchedule> FindAsync(Guid scheduleId, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await VisibleAsync(context, grains, cancellationToken)).Find(schedule => schedule.ScheduleId == scheduleId)
            ?? throw new NotFoundException("discovery_schedule_not_found", $"There is no schedule {scheduleId}.");
}
