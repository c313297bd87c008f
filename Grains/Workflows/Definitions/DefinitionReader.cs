using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nms.Workflows.Expressions;
using Nms.Workflows.Steps;

namespace Nms.Workflows.Definitions;

/// <summary>Reads definitions, and says all that is wrong with them at once. Pure but for the catalog, which never changes.</summary>
internal sealed partial class DefinitionReader : IDefinitionReader
{
    /// <summary>Bytes of a source.</summary>
    public const int MostBytes = 256 * 1024;

    public const int MostSteps = 200;

    private const int MostInputs = 100;
    private const int MostTriggers = 20;

    private static readonly JsonElement s_empty = JsonElement.Parse("{}");

    /// <summary>Reads one that was checked when it was saved; what kinds there are by now does not matter to it.</summary>
    /// <exception cref="ValidationException">It has faults.</exception>
    public WorkflowDefinition Read(string source)
    {
        var (definition, faults) = Read(source, catalog: null);
        return definition ?? throw Invalid(faults);
    }

    /// <summary>Reads one and checks it.</summary>
    /// <param name="source">YAML or JSON.</param>
    /// <param name="catalog">The kinds there are; null when that does not matter.</param>
    /// <returns>The definition, or else its faults.</returns>
    public static (WorkflowDefinition? Definition, ImmutableArray<WorkflowFault> Faults) Read(string source, IStepCatalog? catalog)
    {
        var faults = new DefinitionFaults();
        if (System.Text.Encoding.UTF8.GetByteCount(source) > MostBytes)
        {
            faults.Add("", "definition_too_large", $"A definition has at most {MostBytes / 1024} KiB.", 0, 0);
            return (null, faults.All);
        }

        var root = JsonSource.Read(source, faults) ?? YamlSource.Read(source, faults);
        var definition = SourceObject.From(root, "", DefinitionKeys.Workflow, faults) is { } workflow ? new Reading(faults, catalog).Workflow(workflow) : null;
        return faults.Any ? (null, faults.All) : (definition, []);
    }

    /// <summary>The faults as an error.</summary>
    public static ValidationException Invalid(ImmutableArray<WorkflowFault> faults) => new(
        "validation_error", string.Join(" ", faults.Take(10).Select(fault => $"Line {fault.Line}, column {fault.Column}{(fault.Path.Length == 0 ? "" : $", {fault.Path}")}: {fault.Message}")))
    {
        Details = faults.GroupBy(fault => fault.Path.Length == 0 ? "source" : fault.Path)
            .ToImmutableDictionary(group => group.Key, group => string.Join(" ", group.Select(fault => fault.Message)), StringComparer.Ordinal),
    };

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,62}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Name { get; }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,62}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InputName { get; }

    [GeneratedRegex("^[a-z][a-z0-9_-]*/[a-z][a-z0-9_.-]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ModuleAction { get; }

    /// <summary>The reading of one definition.</summary>
    private sealed partial class Reading(DefinitionFaults faults, IStepCatalog? catalog)
    {
        private readonly List<StepReference> _references = [];
        private readonly Dictionary<string, InputDefinition> _inputs = new(StringComparer.Ordinal);

        public WorkflowDefinition? Workflow(SourceObject workflow)
        {
            var name = Named(workflow);
            var inputs = Inputs(workflow);
            var steps = Steps(workflow);
            var definition = new WorkflowDefinition
            {
                Name = name ?? "",
                Description = workflow.Text("description", 2_000),
                Inputs = inputs,
                Steps = [.. steps.Select(step => step.Definition)],
                Outputs = Template(workflow, "outputs", TemplatePlace.Outputs, isObject: true),
                Timeout = workflow.Span("timeout"),
                Key = Text(workflow, "key"),
                OnConflict = workflow.Word("on_conflict", DefinitionWords.ConflictPolicies, KeyConflictPolicy.Reject),
                Project = Text(workflow, "project")
                    ?? (inputs.Any(input => input is { Name: "project_id", Type: InputType.Project }) ? Constant("${inputs.project_id}") : null),
                MaxRuns = workflow.Integer("max_runs", 1, 10_000),
                MaxParallel = workflow.Integer("max_parallel", 1, 100) ?? 16,
                Triggers = Triggers(workflow),
            };
            DefinitionGraph.Check(steps, _references, faults);
            return faults.Any ? null : definition;
        }

        private static Template Constant(string text) => Expressions.Template.Parse(JsonSerializer.SerializeToElement(text));

        private static string? Named(SourceObject named)
        {
            var name = named.Text("name", 200, required: true);
            if (name is not null && !Name.IsMatch(name))
            {
                named.Fault("name", "invalid_value", "A name has lower-case letters, digits, _ and -, begins with a letter and is at most 63 long.");
            }

            return name;
        }

        private ImmutableArray<InputDefinition> Inputs(SourceObject workflow)
        {
            if (workflow.Find("inputs") is not { } node)
            {
                return [];
            }

            if (node is not SourceMap map)
            {
                workflow.Fault("inputs", "wrong_type", "inputs is an object: the name of each input, and what it is.");
                return [];
            }

            if (map.Entries.Length > MostInputs)
            {
                workflow.Fault("inputs", "too_many", $"There are at most {MostInputs} inputs.");
            }

            foreach (var entry in map.Entries)
            {
                var path = $"inputs.{entry.Key}";
                if (!InputName.IsMatch(entry.Key))
                {
                    faults.Add(path, "invalid_value", "The name of an input has letters, digits and _, begins with no digit and is at most 63 long.", entry.Line, entry.Column);
                }

                // input: {} and input: alone are an input of any type.
                _inputs[entry.Key] = entry.Value is SourceScalar { Value: null }
                    ? new InputDefinition { Name = entry.Key, Type = InputType.Any }
                    : SourceObject.From(entry.Value, path, DefinitionKeys.Input, faults) is { } input ? Input(entry.Key, input) : new InputDefinition { Name = entry.Key, Type = InputType.Any };
            }

            return [.. map.Entries.Select(entry => _inputs[entry.Key])];
        }

        private static InputDefinition Input(string name, SourceObject input)
        {
            var definition = new InputDefinition
            {
                Name = name,
                Type = input.Word("type", DefinitionWords.InputTypes, InputType.Any),
                Description = input.Text("description", 2_000),
                Required = input.Flag("required"),
                Secret = input.Flag("secret"),
                Default = input.Find("default") is { } otherwise ? Json(otherwise) : null,
                Enum = [.. input.List("enum", 100).Select(value => Json(value.Node))],
            };
            if (definition.Secret && definition.Type is not (InputType.String or InputType.Any))
            {
                input.Fault("secret", "invalid_value", "A secret is a text.");
            }

            if (definition is { Secret: true, Default: not null })
            {
                input.Fault("default", "invalid_value", "A secret has no default: everybody who may read the definition would see it.");
            }

            if (definition is { Required: true, Default: not null })
            {
                input.Fault("default", "invalid_value", "An input that is required needs no default.");
            }

            foreach (var value in definition.Enum)
            {
                if (InputChecks.Complaint(definition with { Enum = [] }, value) is { } complaint)
                {
                    input.Fault("enum", "invalid_value", $"A value of enum {complaint}.");
                }
            }

            if (definition.Default is { } given && InputChecks.Complaint(definition, given) is { } wrong)
            {
                input.Fault("default", "invalid_value", $"The default {wrong}.");
            }

            return definition;
        }

        private static JsonElement Json(SourceNode node) => JsonOf(node.Write);

        private static JsonElement JsonOf(Action<Utf8JsonWriter> write)
        {
            var buffer = new System.Buffers.ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                write(writer);
            }

            return JsonElement.Parse(buffer.WrittenSpan);
        }

        private Template? Text(SourceObject of, string key)
        {
            if (of.Find(key) is null)
            {
                return null;
            }

            if (of.Find(key) is SourceScalar { Value: string })
            {
                return Template(of, key, TemplatePlace.Start);
            }

            of.Fault(key, "wrong_type", $"{key} is a text.");
            return null;
        }

        /// <summary>A template whose expressions are checked one by one, each fault at its own place.</summary>
        private Template? Template(SourceObject of, string key, TemplatePlace place, bool isObject = false)
        {
            if (of.Find(key) is not { } node)
            {
                return null;
            }

            if (isObject && node is not SourceMap)
            {
                of.Fault(key, "wrong_type", $"{key} is an object.");
                return null;
            }

            return Check(node, of.PathOf(key), place) ? Expressions.Template.Parse(Json(node)) : null;
        }

        private bool Check(SourceNode node, string path, TemplatePlace place) => node switch
        {
            SourceMap map => map.Entries.Aggregate(true, (all, entry) => Check(entry.Value, $"{path}.{entry.Key}", place) && all),
            SourceList list => list.Items.Select((item, index) => (item, index)).Aggregate(true, (all, one) => Check(one.item, $"{path}[{one.index}]", place) && all),
            SourceScalar { Value: string text } scalar when Expressions.Template.HoldsExpression(text) => Check(scalar, text, path, place),
            _ => true,
        };

        private bool Check(SourceScalar scalar, string text, string path, TemplatePlace place)
        {
            int Column(int position) => scalar.Column + (scalar.Inset is { } inset ? inset + position : 0);

            try
            {
                foreach (var (name, position) in Expressions.Template.NamesOf(text))
                {
                    Check(name, path, place, scalar.Line, Column(position));
                }

                return true;
            }
            catch (ExpressionException exception)
            {
                faults.Add(path, exception.Code, exception.Message, scalar.Line, Column(exception.Position));
                return false;
            }
        }

        private void Check(string name, string path, TemplatePlace place, int line, int column)
        {
            if (name.StartsWith("steps.", StringComparison.Ordinal))
            {
                if (place.Steps)
                {
                    _references.Add(new StepReference(place, name["steps.".Length..], path, line, column));
                }
                else
                {
                    faults.Add(path, "expression_unknown_name", "Steps have not begun where this is evaluated.", line, column);
                }
            }
            else if (name.StartsWith("inputs.", StringComparison.Ordinal))
            {
                if (place.Names.Contains("inputs") && !_inputs.ContainsKey(name["inputs.".Length..]))
                {
                    faults.Add(path, "unknown_input", $"There is no input {name["inputs.".Length..]}.", line, column);
                }
            }
            else if (!place.Names.Contains(name))
            {
                faults.Add(path, "expression_unknown_name", $"{name} means nothing here; there are {string.Join(", ", place.Names)}{(place.Steps ? " and steps" : "")}.", line, column);
            }
        }
    }
}
