namespace Nms.Workflows.Definitions;

/// <summary>A step and where it was read.</summary>
internal sealed record ReadStep(SourceObject Source, StepDefinition Definition)
{
    public string Name => Definition.Name;
}
