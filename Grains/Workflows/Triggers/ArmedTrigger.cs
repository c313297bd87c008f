using Nms.Workflows.Definitions;

namespace Nms.Workflows.Triggers;

/// <summary>A trigger of the newest version of a workflow.</summary>
/// <param name="Version">That version.</param>
/// <param name="Trigger">The trigger.</param>
internal sealed record ArmedTrigger(WorkflowVersion Version, TriggerDefinition Trigger)
{
    public (string, int, string) Id => (Version.Name, Version.Version, Trigger.Name);
}
