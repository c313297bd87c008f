namespace Nms.Workflows;

/// <summary>How much workflows may take.</summary>
public sealed class WorkflowOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Workflows";

    /// <summary>Workflows that there may be.</summary>
    /// <value>Default 1,000; 1 to 10,000.</value>
    public int MaxWorkflows { get; set; } = 1_000;

    /// <summary>Runs that are not over, of all workflows. Counted every second: a burst may pass it by what begins meanwhile.</summary>
    /// <value>Default 20,000; 1 to 1,000,000.</value>
    public int MaxRuns { get; set; } = 20_000;

    /// <summary>Runs of one workflow that are not over, where its definition does not say.</summary>
    /// <value>Default 11,000; 1 to 1,000,000.</value>
    public int MaxRunsPerWorkflow { get; set; } = 11_000;

    /// <summary>Attempts that one silo works on at the same time; more wait their turn.</summary>
    /// <value>Default 256; 1 to 10,000.</value>
    public int MaxAttempts { get; set; } = 256;

    /// <summary>How long runs are kept when they are over.</summary>
    /// <value>Default 30 days; 1 hour to 10 years.</value>
    public TimeSpan KeepRuns { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Whether triggers start runs.</summary>
    /// <value>Default true.</value>
    public bool Triggers { get; set; } = true;
}
