using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Nms.Workflows;

namespace Nms.Api.Workflows;

/// <summary>Definitions as requests carry them: the body itself, YAML or JSON.</summary>
internal static class WorkflowSource
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>States on a route that its body is a definition.</summary>
    public static RouteHandlerBuilder TakesDefinition(this RouteHandlerBuilder route, bool mayBeWrong = false) => route
        .Accepts<JsonElement>(mayBeWrong, "application/json", "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain");

    public static async Task<string> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            return s_strict.GetString(body.GetBuffer(), 0, (int)body.Length);
        }
        catch (DecoderFallbackException)
        {
            throw new ValidationException("workflow_invalid", "The definition is not UTF-8.")
            {
                Details = ImmutableDictionary<string, string>.Empty.Add("body", "is not UTF-8"),
            };
        }
    }

    /// <summary>The definition of a request as JSON.</summary>
    /// <exception cref="ValidationException">It has faults; all are told, each with its place.</exception>
    public static async Task<(string Source, JsonElement Definition)> ReadValidAsync(HttpContext context, IWorkflowDefinitions definitions)
    {
        var source = await ReadAsync(context);
        var faults = definitions.Validate(source);
        return faults.IsEmpty
            ? (source, ApiJson.Element(definitions.Describe(source))!.Value)
            : throw new ValidationException("workflow_invalid", $"The definition has faults: {string.Join(" ", faults.Select(Sentence))}")
            {
                Details = faults.GroupBy(fault => fault.Path.Length == 0 ? "body" : fault.Path, StringComparer.Ordinal)
                    .ToImmutableDictionary(group => group.Key, group => string.Join(" ", group.Select(Complaint)), StringComparer.Ordinal),
            };
    }

    private static string Sentence(WorkflowFault fault) => fault.Path.Length == 0 ? Complaint(fault) : $"{fault.Path}: {Complaint(fault)}";

    private static string Complaint(WorkflowFault fault) =>
        fault.Line == 0 ? $"{fault.Message} [{fault.Code}]" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{fault.Message} (line {fault.Line}, column {fault.Column}) [{fault.Code}]");
}
