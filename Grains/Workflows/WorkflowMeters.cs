using System.Diagnostics.Metrics;
using Nms.Status;
using Nms.Workflows.Engine;

namespace Nms.Workflows;

/// <summary>What is measured of workflows.</summary>
internal sealed class WorkflowMeters
{
    private static readonly double[] s_runSeconds = [0.01, 0.1, 1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400];

    private readonly Histogram<double> _runs;
    private readonly Histogram<double> _attempts;
    private readonly Counter<long> _started;

    public WorkflowMeters(IMeterFactory meters)
    {
        var meter = meters.Create(NmsTelemetry.Meter);
        _started = meter.CreateCounter<long>("nms.workflow.started", "{run}", "Workflow runs begun.");
        _runs = meter.CreateHistogram(
            "nms.workflow.run", "s", "From the start of a workflow run to its end.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = s_runSeconds });
        _attempts = meter.CreateHistogram(
            "nms.workflow.attempt", "s", "From the beginning of an attempt at a step to its end.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = NmsTelemetry.Seconds });
    }

    public void RunStarted(string workflow) => _started.Add(1, new KeyValuePair<string, object?>("workflow", workflow));

    public void RunEnded(RunState run) => _runs.Record(
        (run.EndedAt!.Value - run.StartedAt).TotalSeconds,
        new KeyValuePair<string, object?>("workflow", run.Workflow),
        new KeyValuePair<string, object?>("status", RunWords.Of(RunView.StatusOf(run))));

    public void AttemptEnded(AttemptOrder order, TimeSpan took, string outcome) => _attempts.Record(
        took.TotalSeconds,
        new KeyValuePair<string, object?>("workflow", order.Workflow),
        new KeyValuePair<string, object?>("step", order.Attempt.Step),
        new KeyValuePair<string, object?>("outcome", outcome));
}
