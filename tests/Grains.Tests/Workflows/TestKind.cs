using System.Text.Json;
using Nms.Workflows.Steps;

namespace Nms.Grains.Tests.Workflows;

/// <summary>A kind of step that a test makes.</summary>
internal sealed class TestKind(string name, Func<StepAttempt, CancellationToken, Task<JsonElement>> run) : IStepKind
{
    public string Name => name;

    public string Description => "Does what a test says.";

    public JsonElement InputSchema { get; init; } = JsonElement.Parse("{}");

    public JsonElement OutputSchema { get; } = JsonElement.Parse("{}");

    public Task<JsonElement> RunAsync(StepAttempt attempt, CancellationToken cancellationToken) => run(attempt, cancellationToken);
}
