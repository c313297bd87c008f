using System.Text.Json.Nodes;

namespace Nms.Lab.Topologies;

/// <summary>A topology by name, as its document describes it.</summary>
internal sealed record Topology(string Name, JsonObject Document);
