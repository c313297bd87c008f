using System.Collections.Immutable;
using Nms.Access;
using Nms.Equipment;

namespace Nms.Workflows.Steps;

/// <summary>Sums up how busy a project's equipment is.</summary>
internal sealed class EquipmentPerformanceStep(IGrainFactory grains, StepAuthority authority) : StepKind(
    "equipment.performance",
    "Sums up the load of a project's equipment as the last discovery measured it.",
    StepSchema.Takes(StepSchema.Project),
    StepSchema.Gives(
        StepSchema.Project, StepSchema.Count("equipment_count", "Equipment there is."), StepSchema.Count("measured_count", "Of these, what gave a load of processor or memory."),
        StepSchema.Number("average_cpu_percent", "Of those that gave it.").OrNull(), StepSchema.Number("average_memory_percent", "Of those that gave it.").OrNull(),
        StepSchema.List(
            "equipment", "What was measured, the busiest processor first, 200 at most.",
            StepSchema.Id("equipment_id", "The equipment."), StepSchema.Text("name", "Its name."), StepSchema.Number("cpu_percent", "Load of the processor.").OrNull(),
            StepSchema.Number("memory_percent", "Memory in use.").OrNull(), StepSchema.Instant("measured_at", "When.").OrNull()),
        StepSchema.Texts("unmeasured", "Names of those that gave nothing, 200 at most.", 200)))
{
    private const int MostTold = 200;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var projectId = inputs.Id("project_id");
        await authority.DemandAsync(attempt, projectId, Permissions.EquipmentRead, cancellationToken);
        var profiles = await EquipmentProfiles.ReadAsync(grains, projectId, cancellationToken);
        ImmutableArray<EquipmentProfile> measured = [.. profiles.Where(profile => profile.Performance is { CpuPercent: not null } or { MemoryPercent: not null })];
        return new
        {
            projectId,
            EquipmentCount = profiles.Length,
            MeasuredCount = measured.Length,
            AverageCpuPercent = measured.Average(profile => profile.Performance!.CpuPercent),
            AverageMemoryPercent = measured.Average(profile => profile.Performance!.MemoryPercent),
            Equipment = measured.OrderByDescending(profile => profile.Performance!.CpuPercent ?? -1).Take(MostTold).Select(profile => new
            {
                profile.EquipmentId,
                profile.Name,
                profile.Performance!.CpuPercent,
                profile.Performance.MemoryPercent,
                MeasuredAt = profile.Performance.At,
            }),
            Unmeasured = profiles.Except(measured).Take(MostTold).Select(profile => profile.Name),
        };
    }
}
