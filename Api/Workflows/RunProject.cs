using System.Text.Json;
using System.Text.RegularExpressions;

namespace Nms.Api.Workflows;

/// <summary>Which projects a run would be about, as far as its definition says so plainly. Pure.</summary>
internal static partial class RunProject
{
    private const string UsualInput = "project_id";

    /// <summary>The project that lists of runs show; null when it cannot be told before the run.</summary>
    /// <param name="definition">As IWorkflowDefinitions describes it.</param>
    /// <param name="inputs">An object.</param>
    public static Guid? Of(JsonElement definition, JsonElement inputs)
    {
        if (Member(definition, "project") is not { ValueKind: not JsonValueKind.Null } project)
        {
            return IsProject(definition, UsualInput) ? Input(definition, inputs, UsualInput) : null;
        }

        var text = project.ValueKind == JsonValueKind.String ? project.GetString()! : "";
        return Guid.TryParse(text, out var id) ? id
            : InputAlone.Match(text) is { Success: true } input ? Input(definition, inputs, input.Groups[1].Value)
            : null;
    }

    /// <summary>Every project that an input of type project names, and each such input whose project cannot be told as null.</summary>
    public static IEnumerable<Guid?> Named(JsonElement definition, JsonElement inputs) =>
        Member(definition, "inputs") is { ValueKind: JsonValueKind.Object } declared
            ? declared.EnumerateObject()
                .Where(input => IsProject(definition, input.Name) && Value(definition, inputs, input.Name) is { ValueKind: not JsonValueKind.Null })
                .Select(input => Input(definition, inputs, input.Name))
            : [];

    private static bool IsProject(JsonElement definition, string input) => Word(Declared(definition, input), "type") == "project";

    private static Guid? Input(JsonElement definition, JsonElement inputs, string name) =>
        Value(definition, inputs, name) is { ValueKind: JsonValueKind.String } value && Guid.TryParse(value.GetString(), out var id) ? id : null;

    private static JsonElement? Value(JsonElement definition, JsonElement inputs, string name) =>
        Member(inputs, name) ?? (Declared(definition, name) is { } declared ? Member(declared, "default") : null);

    private static JsonElement? Declared(JsonElement definition, string input) =>
        Member(definition, "inputs") is { } inputs ? Member(inputs, input) : null;

    private static string? Word(JsonElement? from, string name) =>
        from is { } element && Member(element, name) is { ValueKind: JsonValueKind.String } word ? word.GetString() : null;

    private static JsonElement? Member(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var member) ? member : null;

    [GeneratedRegex(@"^\$\{\s*inputs\.([A-Za-z_][A-Za-z0-9_]*)\s*\}$", RegexOptions.CultureInvariant)]
    private static partial Regex InputAlone { get; }
}
