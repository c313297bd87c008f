using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nms.Workflows.Engine;

/// <summary>A run's state as it is kept: UTF-8 JSON.</summary>
internal static class RunStates
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
    };

    public static byte[] Write(RunState run) => JsonSerializer.SerializeToUtf8Bytes(run, s_options);

    public static RunState Read(ReadOnlyMemory<byte> state) => JsonSerializer.Deserialize<RunState>(state.Span, s_options)!;
}
