using System.Text.Json;

namespace Nms.Workflows.Steps;

/// <summary>A kind that is part of the platform: reads its inputs, acts, and writes what it gives as JSON in snake_case.</summary>
internal abstract class StepKind(string name, string description, JsonElement takes, JsonElement gives) : IStepKind
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public string Name => name;

    public string Description => description;

    public JsonElement InputSchema => takes;

    public JsonElement OutputSchema => gives;

    public virtual bool Waits => false;

    public async Task<JsonElement> RunAsync(StepAttempt attempt, CancellationToken cancellationToken) =>
        ToJson(await RunAsync(attempt, StepInputs.Read(attempt.Inputs, takes), cancellationToken));

    /// <summary>Does it, and gives an object whose members become those of the output.</summary>
    protected abstract Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken);

    protected static JsonElement ToJson(object value) => JsonSerializer.SerializeToElement(value, value.GetType(), s_json);
}
