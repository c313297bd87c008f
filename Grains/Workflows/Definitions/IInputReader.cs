using System.Text.Json;

namespace Nms.Workflows.Definitions;

/// <summary>Checks what a run is to be started with.</summary>
internal interface IInputReader
{
    /// <summary>The inputs with defaults, an object.</summary>
    /// <exception cref="ValidationException">They are not what the definition asks for.</exception>
    JsonElement Read(WorkflowDefinition definition, string inputsJson, bool ignoreUnknown);
}
