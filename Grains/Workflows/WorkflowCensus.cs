using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace Nms.Workflows;

/// <summary>
/// How many runs are not over, as this silo knows it: counted in the store now and then, and with what began and ended here since. Limits that
/// are kept to by it may be passed by what begins on other silos meanwhile.
/// </summary>
internal sealed class WorkflowCensus(IOptions<WorkflowOptions> options)
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);

    private ConcurrentDictionary<string, int> _active = new(StringComparer.Ordinal);

    public int ActiveOf(string workflow) => _active.GetValueOrDefault(workflow);

    /// <summary>Takes what the store counted.</summary>
    public void Counted(ImmutableDictionary<string, int> active) => _active = new ConcurrentDictionary<string, int>(active, StringComparer.Ordinal);

    /// <summary>Lets one more run of a workflow in.</summary>
    /// <exception cref="ThrottledException">too_many_workflow_runs.</exception>
    public void Admit(string workflow, int most)
    {
        if (ActiveOf(workflow) >= most)
        {
            throw new ThrottledException("too_many_workflow_runs", $"{most} runs of workflow {workflow} are not over, as many as may be.") { RetryAfter = s_retry };
        }

        if (_active.Values.Sum() >= options.Value.MaxRuns)
        {
            throw new ThrottledException("too_many_workflow_runs", $"{options.Value.MaxRuns} workflow runs are not over, as many as may be.") { RetryAfter = s_retry };
        }

        _active.AddOrUpdate(workflow, 1, (_, active) => active + 1);
    }

    /// <summary>A run is over, or was not begun.</summary>
    public void Left(string workflow) => _active.AddOrUpdate(workflow, 0, (_, active) => Math.Max(0, active - 1));
}
