using System.Text.Json;

namespace Nms.Workflows.Engine;

/// <summary>A signal that no step has taken.</summary>
/// <param name="SignalId">Its id, so that a repeat is known.</param>
/// <param name="Name">Its name.</param>
/// <param name="Data">What it carries.</param>
/// <param name="Taken">A step has taken it; kept so that a repeat is known.</param>
internal sealed record SignalState(Guid SignalId, string Name, JsonElement Data, bool Taken);
