using System.Collections.Immutable;
using System.Text.Json;

namespace Nms.Workflows.Definitions;

/// <summary>One input of a workflow.</summary>
internal sealed record InputDefinition
{
    public required string Name { get; init; }

    public required InputType Type { get; init; }

    public string? Description { get; init; }

    public bool Required { get; init; }

    /// <summary>Used when it is not given; not set for none.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>Encrypted where it is kept, and masked wherever it is shown.</summary>
    public bool Secret { get; init; }

    /// <summary>The values it may have; empty for any.</summary>
    public ImmutableArray<JsonElement> Enum { get; init; } = [];
}
