using System.Text.Json;
using Nms.Workflows.Steps;

namespace Nms.Load;

/// <summary>A step that does not end, and counts how often it was begun.</summary>
internal sealed class HeldStep(TimeProvider time) : IStepKind
{
    private static readonly JsonElement s_anything = JsonElement.Parse("{}");

    private int _begun;

    public int Begun => Volatile.Read(ref _begun);

    public string Name => "bench.hold";

    public string Description => "Does not end.";

    public JsonElement InputSchema => s_anything;

    public JsonElement OutputSchema => s_anything;

    public bool Waits => true;

    public async Task<JsonElement> RunAsync(StepAttempt attempt, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _begun);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        return s_anything;
    }
}
