using System.Text.Json;
using Nms.Api.Errors;
using Nms.Contracts.Gns3;
using Nms.Contracts.Nodes;

namespace Nms.Api.Nodes;

/// <summary>What a request about a node must look like. Pure; names every wrong field.</summary>
internal static class NodeRules
{
    private const int Canvas = 1_000_000;

    private static readonly string[] s_consoleTypes = ["telnet", "vnc", "http", "https", "spice", "spice+agent", "none"];

    public static void Check(CreateNodeRequest request, FieldErrors errors)
    {
        errors
            .Required("name", request.Name, longest: 255)
            .Required("node_type", request.NodeType, longest: 64)
            .Optional("compute_id", request.ComputeId)
            .Optional("symbol", request.Symbol, longest: 1024);
        Position(errors, request.X, request.Y, request.Z);
        Emulator(errors, request.ConsoleType, request.Properties);
    }

    public static void Check(UpdateNodeRequest request, FieldErrors errors)
    {
        errors
            .Optional("name", request.Name, longest: 255)
            .Optional("symbol", request.Symbol, longest: 1024)
            .When(request == new UpdateNodeRequest(), "body", "must change something: name, x, y, z, symbol, locked, console_type or properties");
        Position(errors, request.X, request.Y, request.Z);
        Emulator(errors, request.ConsoleType, request.Properties);
    }

    public static void Check(DuplicateNodeRequest request, FieldErrors errors)
    {
        errors.Required("x", request.X).Required("y", request.Y);
        Position(errors, request.X, request.Y, request.Z);
    }

    public static void Check(InstantiateTemplateRequest request, FieldErrors errors)
    {
        errors
            .Required("x", request.X)
            .Required("y", request.Y)
            .Optional("name", request.Name, longest: 255)
            .Optional("compute_id", request.ComputeId);
        Position(errors, request.X, request.Y, z: null);
    }

    private static void Position(FieldErrors errors, int? x, int? y, int? z) => errors
        .Between("x", x, -Canvas, Canvas)
        .Between("y", y, -Canvas, Canvas)
        .Between("z", z, -Canvas, Canvas);

    private static void Emulator(FieldErrors errors, string? consoleType, JsonElement? properties) => errors
        .When(consoleType is not null && !s_consoleTypes.Contains(consoleType), "console_type", $"must be one of {string.Join(", ", s_consoleTypes)}")
        .When(properties is { ValueKind: not JsonValueKind.Object }, "properties", "must be an object");
}
