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
using Nms.Equipment;

namespace Nms.Api.Equipment;

/// <summary>The configuration files that discovery read, in their versions. Secrets in them are shown only to those who may read files of nodes.</summary>
internal static class ConfigurationEndpoints
{
    private const string PlainText = "text/plain";

    public static void MapConfigurations(this IEndpointRouteBuilder one)
    {
        one.MapGet("/configuration", ListAsync).Describe("list_equipment_configurations", "Lists configuration files in their versions.", null, RouteDescriptions.ReadFailures);
        one.MapGet("/configuration/diff", CompareAsync).Audited().Produces<string>(StatusCodes.Status200OK, PlainText).Describe(
            "compare_equipment_configurations", "Compares two versions of a configuration file: a unified diff.", "Without from and to, the newest with the one before. Secrets are redacted without node.file.read.", RouteDescriptions.ReadFailures);
        one.MapGet("/configuration/{*name}", ReadAsync).Audited().Produces<string>(StatusCodes.Status200OK, PlainText).Describe(
            "read_equipment_configuration", "Shows a configuration file.", "running-config is what ran when the console was read. Secrets are redacted without node.file.read.", RouteDescriptions.ReadFailures);
    }

    private static async Task<Ok<ConfigurationListResponse>> ListAsync(
        Guid equipmentId, [AsParameters] PageQuery page, HttpContext context, EquipmentReader reader, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (key, _) = await reader.GetAsync(context.Caller(), equipmentId, cancellationToken);
        return TypedResults.Ok(page.Fill(
            context, await grains.EquipmentConfigurations(key).ListAsync(cancellationToken), version => version.ToResponse(), entries => new ConfigurationListResponse(entries)));
    }

    private static async Task<ContentHttpResult> ReadAsync(
        Guid equipmentId,
        string name,
        [FromQuery(Name = "version"), Within(1, int.MaxValue)] int? version,
        HttpContext context,
        EquipmentReader reader,
        IConfigurationTexts texts,
        CancellationToken cancellationToken)
    {
        var (key, equipment) = await reader.GetAsync(context.Caller(), equipmentId, cancellationToken);
        var shown = await texts.ReadAsync(key, name, version, MaySeeSecrets(context, equipment), cancellationToken);
        return TypedResults.Text(shown, PlainText, System.Text.Encoding.UTF8);
    }

    private static async Task<ContentHttpResult> CompareAsync(
        Guid equipmentId,
        [FromQuery(Name = "name")] string? name,
        [FromQuery(Name = "from"), Within(1, int.MaxValue)] int? from,
        [FromQuery(Name = "to"), Within(1, int.MaxValue)] int? to,
        HttpContext context,
        EquipmentReader reader,
        IConfigurationTexts texts,
        CancellationToken cancellationToken)
    {
        new FieldErrors().Required("name", name, longest: 1024).ThrowIfAny();
        var (key, equipment) = await reader.GetAsync(context.Caller(), equipmentId, cancellationToken);
        var diff = await texts.CompareAsync(key, name!, from, to, MaySeeSecrets(context, equipment), cancellationToken);
        return TypedResults.Text(diff, PlainText, System.Text.Encoding.UTF8);
    }

    private static bool MaySeeSecrets(HttpContext context, EquipmentSnapshot equipment) => equipment.Profile.ProjectId is { } project
        ? context.Caller().Allows(Permissions.NodeFileRead, project)
        : context.Caller().Allows(Permissions.NodeFileRead);
}
