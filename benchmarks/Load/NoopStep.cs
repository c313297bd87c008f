using System.Text.Json;
using Nms.Workflows.Steps;

namespace Nms.Load;

/// <summary>A step that does nothing.</summary>
internal sealed class NoopStep : IStepKind
{
    private static readonly JsonElement s_anything = JsonElement.Parse("{}");

    public string Name => "bench.noop";

    public string Description => "Does nothing.";

    public JsonElement InputSchema => s_anything;

    public JsonElement OutputSchema => s_anything;

    public Task<JsonElement> RunAsync(StepAttempt attempt, CancellationToken cancellationToken) => Task.FromResult(s_anything);
}
