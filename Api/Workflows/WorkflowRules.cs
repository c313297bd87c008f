using System.Text.Json;
using System.Text.RegularExpressions;
using Nms.Api.Errors;
using Nms.Contracts.Workflows;

namespace Nms.Api.Workflows;

/// <summary>What requests about workflows and their runs must look like.</summary>
internal static partial class WorkflowRules
{
    /// <summary>The longest idempotency key.</summary>
    public const int LongestKey = 200;

    private const int LongestText = 1_000;
    private const int LongestName = 63;
    private const int LongestSignal = 128;

    public static bool IsName(string? name) => name is not null && Name.IsMatch(name);

    public static void Check(PlanWorkflowRequest request, FieldErrors errors) => CheckObject("inputs", request.Inputs, errors.Between("version", request.Version, 1, int.MaxValue));

    public static void Check(StartWorkflowRunRequest request, FieldErrors errors) => CheckObject(
        "inputs", request.Inputs, errors.Between("version", request.Version, 1, int.MaxValue).Optional("idempotency_key", request.IdempotencyKey, LongestKey));

    public static void Check(SignalWorkflowRunRequest request, FieldErrors errors) => CheckObject(
        "data", request.Data, errors.Required("name", request.Name, LongestSignal).When(request.SignalId == Guid.Empty, "signal_id", "must not be the empty UUID"));

    public static void Check(DecideWorkflowRunRequest request, FieldErrors errors) =>
        errors.Optional("step", request.Step, LongestName).Optional("comment", request.Comment, LongestText);

    public static void Check(CancelWorkflowRunRequest request, FieldErrors errors) => errors.Optional("reason", request.Reason, LongestText);

    public static void Check(RetryWorkflowRunRequest request, FieldErrors errors) => errors.Optional("step", request.Step, LongestName);

    private static void CheckObject(string field, JsonElement? value, FieldErrors errors) =>
        errors.When(value is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) }, field, "must be an object");

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name { get; }
}
