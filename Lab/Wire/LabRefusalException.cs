using System.Text.Json.Nodes;

namespace Nms.Lab.Wire;

/// <summary>What the server refuses, in the status and words of the real one.</summary>
public sealed class LabRefusalException : Exception
{
    internal LabRefusalException(int status, string message) : base(message) => Status = status;

    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; }

    /// <summary>Fields that the answer carries beside the message and the status.</summary>
    internal JsonObject? Details { get; init; }

    internal static LabRefusalException NotFound(string message) => new(StatusCodes.Status404NotFound, message);

    internal static LabRefusalException Conflict(string message) => new(StatusCodes.Status409Conflict, message);

    internal static LabRefusalException Forbidden(string message) => new(StatusCodes.Status403Forbidden, message);

    internal static LabRefusalException BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);
}
