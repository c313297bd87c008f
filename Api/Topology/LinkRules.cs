using System.Text.Json;
using Nms.Api.Errors;
using Nms.Contracts.Topology;

namespace Nms.Api.Topology;

/// <summary>
/// What a request about a link must look like. Pure; names every wrong field. GNS3 itself checks filters only
/// while the filtering node runs, keeps a bad one, and then refuses to start that node: so they are checked here.
/// </summary>
internal static class LinkRules
{
    private const int LongestExpression = 4096;

    public static void Check(CreateLinkRequest request, FieldErrors errors)
    {
        var ends = request.Nodes;
        errors.When(ends is null, "nodes", "is required").When(ends is { Count: not 2 }, "nodes", "must be exactly two ends");
        for (var i = 0; i < Math.Min(ends?.Count ?? 0, 2); i++)
        {
            if (ends![i] is not { } end)
            {
                errors.Add($"nodes[{i}]", "is required");
                continue;
            }

            errors
                .Required($"nodes[{i}].node_id", end.NodeId)
                .Between($"nodes[{i}].adapter_number", end.AdapterNumber, 0, 255)
                .Between($"nodes[{i}].port_number", end.PortNumber, 0, 65535)
                .When(end.Label is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) }, $"nodes[{i}].label", "must be an object");
        }

        Filters(errors, request.Filters);
    }

    public static void Check(UpdateLinkRequest request, FieldErrors errors)
    {
        errors.When(request.Filters is null && request.Suspend is null, "body", "must change something: filters or suspend");
        Filters(errors, request.Filters);
    }

    public static void Check(StartCaptureRequest request, FieldErrors errors) => errors
        .Optional("capture_file_name", request.CaptureFileName, longest: 255)
        .When(request.CaptureFileName?.AsSpan().IndexOfAny('/', '\\') >= 0, "capture_file_name", "must be a name and not a path");

    private static void Filters(FieldErrors errors, IReadOnlyDictionary<string, JsonElement>? filters)
    {
        foreach (var (name, values) in filters ?? new Dictionary<string, JsonElement>())
        {
            if (Complaint(name, values) is { } complaint)
            {
                errors.Add($"filters.{name}", complaint);
            }
        }
    }

    private static string? Complaint(string name, JsonElement values) => name switch
    {
        "frequency_drop" => Numbers(values, 1, 1, -1, 32767),
        "packet_loss" or "corrupt" => Numbers(values, 1, 1, 0, 100),
        "delay" => Numbers(values, 1, 2, 0, 32767),
        "bpf" => IsExpression(values) ? null : "must be a list of one filter expression",
        _ => "is not a filter; there are frequency_drop, packet_loss, delay, corrupt and bpf",
    };

    private static string? Numbers(JsonElement values, int least, int most, int lowest, int highest)
    {
        var good = values.ValueKind == JsonValueKind.Array
            && values.GetArrayLength() is var count && count >= least && count <= most
            && values.EnumerateArray().All(value => value.ValueKind == JsonValueKind.Number
                && value.TryGetInt32(out var number) && number >= lowest && number <= highest);
        var howMany = least == most ? $"{least} whole number" : $"{least} or {most} whole numbers";
        return good ? null : $"must be a list of {howMany} from {lowest} to {highest}";
    }

    private static bool IsExpression(JsonElement values) =>
        values.ValueKind == JsonValueKind.Array && values.GetArrayLength() == 1
        && values[0] is { ValueKind: JsonValueKind.String } text && text.GetString()!.Length <= LongestExpression;
}
