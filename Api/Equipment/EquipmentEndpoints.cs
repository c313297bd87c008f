using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Equipment;

namespace Nms.Api.Equipment;

/// <summary>What discovery found: equipment, its profiles and their history.</summary>
internal static class EquipmentEndpoints
{
    public static void MapEquipment(this IEndpointRouteBuilder api)
    {
        var equipment = api.MapGroup("/equipment").WithTags(ApiTags.Equipment).Require(Permissions.EquipmentRead);
        equipment.MapGet("/", ListAsync).Describe(
            "list_equipment",
            "Lists and searches equipment, by name.",
            "q looks in names, host names, vendors, models, serial numbers, addresses and MAC addresses. address takes an address or a block, mac any spelling, or six digits of its beginning or end.",
            RouteDescriptions.ReadFailures);

        var one = equipment.MapGroup("/{equipmentId}");
        one.MapGet("/", GetAsync).Describe("get_equipment", "Shows one piece of equipment as the list does.", null, RouteDescriptions.ReadFailures);
        one.MapDelete("/", ForgetAsync).Require(Permissions.DiscoveryRun).Describe(
            "forget_equipment", "Forgets equipment with its history and its configurations.", "The next run that finds it begins anew.", RouteDescriptions.CommandFailures);
        one.MapGet("/profile", GetProfileAsync).Describe(
            "get_equipment_profile", "Shows the profile: each value with its source, when, how sure, and what other sources say instead.", "version shows a former one.", RouteDescriptions.ReadFailures);
        one.MapGet("/history", ListHistoryAsync).Describe("list_equipment_history", "Lists the versions of the profile and what each changed, the newest first.", null, RouteDescriptions.ReadFailures);
        one.MapGet("/diff", CompareAsync).Describe("compare_equipment", "Compares two versions of the profile, field by field.", null, RouteDescriptions.ReadFailures);
        one.MapConfigurations();
    }

    private static async Task<Ok<EquipmentListResponse>> ListAsync(
        [AsParameters] EquipmentQuery query, [AsParameters] PageQuery page, HttpContext context, EquipmentReader reader, CancellationToken cancellationToken)
    {
        var found = (await reader.ListAsync(context.Caller(), query.ProjectId, cancellationToken)).Where(query.Matches).ToList();
        return TypedResults.Ok(page.Fill(context, found, one => one.ToResponse(), entries => new EquipmentListResponse(entries)));
    }

    private static async Task<Ok<EquipmentSummaryResponse>> GetAsync(Guid equipmentId, HttpContext context, EquipmentReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok((await reader.GetAsync(context.Caller(), equipmentId, cancellationToken)).Equipment.Summary.ToResponse());

    private static async Task<NoContent> ForgetAsync(
        Guid equipmentId, HttpContext context, EquipmentReader reader, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var (key, equipment) = await reader.GetAsync(context.Caller(), equipmentId, cancellationToken);
        Discovery.DiscoveryEndpoints.DemandAllowed(new() { ProjectId = equipment.Profile.ProjectId }, context, Permissions.DiscoveryRun);
        await grains.EquipmentDirectory(key.ProjectId).RemoveAsync([equipmentId], cancellationToken);
        await grains.Equipment(key).ForgetAsync(cancellationToken);
        audit.On("equipment", equipmentId.ToString("D"), equipment.Profile.ProjectId).Changed(new { equipment.Summary.Name, equipment.Summary.Version }, null);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<EquipmentProfileResponse>> GetProfileAsync(
        Guid equipmentId,
        [FromQuery(Name = "version"), Within(1, int.MaxValue)] int? version,
        HttpContext context,
        EquipmentReader reader,
        IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var (key, equipment) = await reader.GetAsync(context.Caller(), equipmentId, cancellationToken);
        var profile = version is null || version == equipment.Profile.Version
            ? equipment.Profile
            : await grains.EquipmentHistory(key).FindAsync(version.Value, cancellationToken)
                ?? throw new NotFoundException("version_not_found", $"Version {version} of the profile of {equipment.Profile.Name} is not kept.");
        return TypedResults.Ok(profile.ToResponse());
    }

    private static async Task<Ok<ProfileHistoryResponse>> ListHistoryAsync(
        Guid equipmentId, [AsParameters] PageQuery page, HttpContext context, EquipmentReader reader, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (key, _) = await reader.GetAsync(context.Caller(), equipmentId, cancellationToken);
        return TypedResults.Ok(page.Fill(
            context, await grains.EquipmentHistory(key).ListAsync(cancellationToken), version => version.ToResponse(), entries => new ProfileHistoryResponse(entries)));
    }

    private static async Task<Ok<ProfileDiffResponse>> CompareAsync(
        Guid equipmentId,
        [FromQuery(Name = "from"), Within(1, int.MaxValue)] int? from,
        [FromQuery(Name = "to"), Within(1, int.MaxValue)] int? to,
        HttpContext context,
        EquipmentReader reader,
        IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var (key, equipment) = await reader.GetAsync(context.Caller(), equipmentId, cancellationToken);
        var newer = to ?? equipment.Profile.Version;
        var older = from ?? Math.Max(1, newer - 1);
        var changes = await grains.EquipmentHistory(key).CompareAsync(older, newer, cancellationToken);
        return TypedResults.Ok(new ProfileDiffResponse(equipmentId, older, newer, [.. changes.Select(change => change.ToResponse())]));
    }
}
