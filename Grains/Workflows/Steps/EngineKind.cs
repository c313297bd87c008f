using System.Text.Json;
using Nms.Workflows.Engine;

namespace Nms.Workflows.Steps;

/// <summary>A kind that the engine does by itself (<see cref="EngineSteps"/>): here for its schemas, and never run.</summary>
internal sealed class EngineKind(string name, string description, JsonElement takes, JsonElement gives) : IStepKind
{
    public string Name => name;

    public string Description => description;

    public JsonElement InputSchema => takes;

    public JsonElement OutputSchema => gives;

    public static IEnumerable<EngineKind> All { get; } =
    [
        new("set", "Gives what it is given: values under names of their own.", Anything, Anything),
        new(
            "assert", "Fails the run's step when what is asserted does not hold.",
            StepSchema.Takes(StepSchema.Flag("that", "What must hold."), StepSchema.Text("message", "What is told when it does not.", 2_000).Optional()),
            StepSchema.Gives(StepSchema.Flag("that", "true."))),
        new(
            "wait.timer", "Waits for a time, durably: one of for and until.",
            StepSchema.Takes(StepSchema.Span("for", "How long.").Optional(), StepSchema.Instant("until", "Until when.").Optional()),
            Anything),
        new(
            "wait.signal", "Waits until the run is sent a signal; gives the signal's data.",
            StepSchema.Takes(StepSchema.Text("name", "The signal."), StepSchema.Span("timeout", "How long it waits; without it, as long as the run may take.").Optional()),
            Anything),
        new(
            "approval", "Waits until somebody approves or rejects.",
            StepSchema.Takes(
                StepSchema.Text("message", "What is asked.", 2_000).Optional(),
                StepSchema.Texts("approvers", "Principals or roles that may answer; without it, whoever may run workflows.", 100).Optional(),
                StepSchema.Span("timeout", "How long it waits; without it, as long as the run may take.").Optional(),
                StepSchema.Word("default", "What happens when nobody answers in time.", "approve", "reject", "fail").OrElse("fail")),
            Anything),
    ];

    private static JsonElement Anything => JsonElement.Parse("""{"type":"object"}""");

    public Task<JsonElement> RunAsync(StepAttempt attempt, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"The engine does {name} by itself.");
}
