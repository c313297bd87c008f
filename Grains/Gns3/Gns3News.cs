using Nms.Projects;

namespace Nms.Gns3;

/// <summary>What one notification says, in the words of the model.</summary>
internal abstract record Gns3News;

/// <summary>Something about a project.</summary>
internal sealed record ProjectNews(Guid ProjectId, ProjectObservation Observation) : Gns3News;

/// <summary>Something about a compute; null when it is gone.</summary>
internal sealed record ComputeNews(string ComputeId, ComputeSnapshot? Compute) : Gns3News;

/// <summary>The templates are not the ones last read.</summary>
internal sealed record TemplateNews : Gns3News;

/// <summary>Nothing the model holds: a ping, a line of log, an action of a newer GNS3.</summary>
internal sealed record NoNews : Gns3News
{
    public static NoNews Instance { get; } = new();
}

/// <summary>A known action whose content is not what GNS3 sends.</summary>
internal sealed record UnreadableNews : Gns3News
{
    public static UnreadableNews Instance { get; } = new();
}
