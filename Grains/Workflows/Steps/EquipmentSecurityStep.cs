using System.Collections.Immutable;
using Nms.Access;

namespace Nms.Workflows.Steps;

/// <summary>Judges what discovery knows of a project's equipment.</summary>
internal sealed class EquipmentSecurityStep(IGrainFactory grains, StepAuthority authority) : StepKind(
    "equipment.security",
    "Finds weaknesses in the profiles of a project's equipment, as the last discovery wrote them: services that send passwords in clear text, agents that take SNMPv1 or v2c.",
    StepSchema.Takes(StepSchema.Project),
    StepSchema.Gives(
        StepSchema.Project, StepSchema.Count("equipment_count", "Equipment that was judged."), StepSchema.Count("finding_count", "All findings."),
        StepSchema.List(
            "findings", "The findings, 500 at most.",
            StepSchema.Id("equipment_id", "The equipment."), StepSchema.Text("name", "Its name."), StepSchema.Text("finding", "What was found: cleartext_service or snmp_without_privacy."),
            StepSchema.Text("severity", "medium or high."), StepSchema.Text("evidence", "What shows it."))))
{
    private const int MostTold = 500;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var projectId = inputs.Id("project_id");
        await authority.DemandAsync(attempt, projectId, Permissions.EquipmentRead, cancellationToken);
        var profiles = await EquipmentProfiles.ReadAsync(grains, projectId, cancellationToken);
        ImmutableArray<EquipmentFinding> findings = [.. profiles.SelectMany(EquipmentFindingLogic.Judge)];
        return new { projectId, EquipmentCount = profiles.Length, FindingCount = findings.Length, Findings = findings.Take(MostTold) };
    }
}
