using Nms.Access;

namespace Nms.Workflows.Steps;

/// <summary>Reads how the modules of the platform are.</summary>
internal sealed class ModulesReadStep(IGrainFactory grains, StepAuthority authority) : StepKind(
    "modules.read",
    "Reads which modules are registered and how they are.",
    StepSchema.Takes(),
    StepSchema.Gives(
        StepSchema.Count("module_count", "Modules there are."), StepSchema.Count("healthy_count", "Of these, the healthy ones."),
        StepSchema.List(
            "modules", "The modules, 500 at most.",
            StepSchema.Text("name", "Its name."), StepSchema.Flag("critical", "Whether the platform needs it."), StepSchema.Flag("built_in", "Whether it is part of the platform."),
            StepSchema.Flag("healthy", "Whether it was heard of."), StepSchema.Text("complaint", "Why it is not healthy.").OrNull(), StepSchema.Instant("last_heartbeat", "When it was heard of last."))))
{
    private const int MostTold = 500;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        await authority.DemandSomewhereAsync(attempt, Permissions.StatusRead, cancellationToken);
        var modules = await grains.Modules().GetModulesAsync(cancellationToken);
        return new
        {
            ModuleCount = modules.Length,
            HealthyCount = modules.Count(module => module.Healthy),
            Modules = modules.Take(MostTold).Select(module => new { module.Name, module.Registration.Critical, module.Registration.BuiltIn, module.Healthy, module.Complaint, module.LastHeartbeat }),
        };
    }
}
