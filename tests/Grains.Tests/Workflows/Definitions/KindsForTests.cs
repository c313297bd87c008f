using System.Collections.Immutable;
using System.Text.Json;
using Nms.Workflows.Steps;

namespace Nms.Grains.Tests.Workflows.Definitions;

/// <summary>A few kinds, which are there for their schemas.</summary>
internal sealed class KindsForTests : IStepCatalog
{
    public ImmutableArray<IStepKind> All { get; } =
    [
        Kind("node.start", """{"type":"object","properties":{"node_id":{"type":"string","minLength":1},"count":{"type":"integer","minimum":1,"maximum":5}},"required":["node_id"],"additionalProperties":false}"""),
        Kind("node.stop", """{"type":"object","properties":{"node_id":{"type":"string"}},"required":["node_id"],"additionalProperties":false}"""),
        Kind("set", """{"type":"object"}"""),
    ];

    public IStepKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    public static IStepKind Kind(string name, string schema) => new KindForTests(name, JsonElement.Parse(schema));

    private sealed record KindForTests(string Name, JsonElement InputSchema) : IStepKind
    {
        public string Description => $"Does {Name}.";

        public JsonElement OutputSchema => JsonElement.Parse("""{"type":"object"}""");

        public Task<JsonElement> RunAsync(StepAttempt attempt, CancellationToken cancellationToken) => throw new InvalidOperationException("It is there for its schema.");
    }
}
