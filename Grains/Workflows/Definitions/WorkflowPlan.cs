using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Workflows.Engine;
using Nms.Workflows.Expressions;
using Nms.Workflows.Steps;

namespace Nms.Workflows.Definitions;

/// <summary>What a run would do, as far as its inputs tell. Secrets are masked. Pure.</summary>
internal static class WorkflowPlan
{
    private const string Masked = "***";

    public static JsonObject Of(WorkflowDefinition definition, JsonElement inputs, IStepCatalog catalog, DateTimeOffset now)
    {
        var shown = Shown(definition, inputs);
        var scope = new InputScope(shown, now);
        var waves = Waves(definition);
        return new JsonObject
        {
            ["workflow"] = definition.Name,
            ["inputs"] = JsonValues.ToNode(shown),
            ["key"] = definition.Key is { } key ? Known(key, scope).Value : null,
            ["project_id"] = definition.Project is { } project ? Known(project, scope).Value : null,
            ["steps"] = new JsonArray([.. definition.Steps.OrderBy(step => waves[step.Name]).Select(step => Step(step, waves[step.Name], scope, catalog))]),
            ["outputs"] = definition.Outputs is { } outputs ? Members(outputs, scope, []) : null,
        };
    }

    private static JsonObject Step(StepDefinition step, int wave, InputScope scope, IStepCatalog catalog)
    {
        var problems = new JsonArray();
        var when = step.When is { } condition ? Known(condition, scope) : (Value: JsonValue.Create(true), Error: null);
        var each = step.ForEach is { } list ? Known(list, scope) : default;
        var with = Members(step.With, scope, problems);
        foreach (var error in new[] { when.Error, each.Error }.OfType<string>())
        {
            problems.Add(error);
        }

        if (catalog.Find(step.Uses) is { } kind)
        {
            foreach (var (path, message) in SchemaCheck.Check(kind.InputSchema, JsonSerializer.SerializeToElement(with), SchemaUse.Definition))
            {
                problems.Add($"{string.Join('.', path)}: {message}");
            }
        }

        return new JsonObject
        {
            ["name"] = step.Name,
            ["uses"] = step.Uses,
            ["wave"] = wave,
            ["needs"] = new JsonArray([.. step.Needs.Select(need => JsonValue.Create(need))]),
            ["handles"] = step.Handles,
            ["expected"] = step.Handles is not null ? "on_failure" : when.Value?.GetValueKind() switch
            {
                JsonValueKind.True => "runs",
                JsonValueKind.False => "skipped",
                _ => "depends",
            },
            ["when"] = step.When is null ? null : when.Value,
            ["for_each"] = each.Value,
            ["with"] = with,
            ["compensated_by"] = step.Compensation?.Uses,
            ["problems"] = problems,
        };
    }

    /// <summary>Members of an object, each with its value where that is known and as it is written where it is not.</summary>
    private static JsonObject Members(Template template, InputScope scope, JsonArray problems)
    {
        var members = new JsonObject();
        foreach (var member in template.Source.EnumerateObject())
        {
            var (value, error) = Known(Template.Parse(member.Value), scope);
            members[member.Name] = value;
            if (error is not null)
            {
                problems.Add($"{member.Name}: {error}");
            }
        }

        return members;
    }

    private static (JsonNode? Value, string? Error) Known(Template template, InputScope scope)
    {
        if (!template.Names.All(name => name == "inputs" || name.StartsWith("inputs.", StringComparison.Ordinal)))
        {
            return (JsonValues.ToNode(template.Source), null);
        }

        try
        {
            return (JsonValues.ToNode(template.Evaluate(scope)), null);
        }
        catch (ExpressionException exception)
        {
            return (JsonValues.ToNode(template.Source), exception.Message);
        }
    }

    private static JsonElement Shown(WorkflowDefinition definition, JsonElement inputs)
    {
        var shown = new JsonObject();
        foreach (var input in definition.Inputs)
        {
            var value = inputs.GetProperty(input.Name);
            shown[input.Name] = input.Secret && value.ValueKind != JsonValueKind.Null ? Masked : JsonValues.ToNode(value);
        }

        return JsonSerializer.SerializeToElement(shown);
    }

    /// <summary>How many steps come before each one at least; those of one number may be done beside each other.</summary>
    private static Dictionary<string, int> Waves(WorkflowDefinition definition)
    {
        var waves = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var left = definition.Steps.ToList(); left.Count > 0;)
        {
            var next = left.First(step => step.Needs.All(waves.ContainsKey));
            left.Remove(next);
            waves[next.Name] = 1 + next.Needs.Select(need => waves[need]).DefaultIfEmpty(0).Max();
        }

        return waves;
    }

    private sealed class InputScope(JsonElement inputs, DateTimeOffset now) : IExpressionScope
    {
        public DateTimeOffset Now => now;

        public JsonElement? Find(string name) => name == "inputs" ? inputs : null;

        public JsonElement? FindStep(string step) => null;
    }
}
