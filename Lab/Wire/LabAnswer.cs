using System.Text.Json.Nodes;

namespace Nms.Lab.Wire;

/// <summary>One answer: a status and, unless it is 204, a JSON document. Null when the handler wrote the response itself.</summary>
internal sealed record LabAnswer(int Status, JsonNode? Document)
{
    public bool HasBody { get; private init; } = true;

    public static LabAnswer Ok(JsonNode document) => new(StatusCodes.Status200OK, document);

    public static LabAnswer Created(JsonNode document) => new(StatusCodes.Status201Created, document);

    public static LabAnswer NoContent { get; } = new(StatusCodes.Status204NoContent, null) { HasBody = false };

    public static LabAnswer Empty(int status) => new(status, null) { HasBody = false };
}
