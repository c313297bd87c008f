using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Nms.Workflows.Engine;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Definitions;

/// <summary>Steps.</summary>
internal sealed partial class DefinitionReader
{
    private static readonly FrozenSet<string> s_policies = FrozenSet.ToFrozenSet(["fail", "continue"], StringComparer.Ordinal);

    private sealed partial class Reading
    {
        private List<ReadStep> Steps(SourceObject workflow)
        {
            if (workflow.Find("steps") is not SourceList { Items.Length: > 0 } list)
            {
                workflow.Fault("steps", workflow.Has("steps") ? "wrong_type" : "missing_key", "steps is a list of at least one step.");
                return [];
            }

            if (list.Items.Length > MostSteps)
            {
                workflow.Fault("steps", "too_many_steps", $"A workflow has at most {MostSteps} steps.");
                return [];
            }

            List<(SourceObject Source, StepDefinition Definition)> read = [];
            foreach (var (node, path) in workflow.List("steps", MostSteps))
            {
                if (SourceObject.From(node, path, DefinitionKeys.Step, faults) is { } step)
                {
                    read.Add((step, Step(step)));
                }
            }

            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (source, definition) in read.Where(step => step.Definition.Name.Length > 0 && !names.Add(step.Definition.Name)))
            {
                source.Fault("name", "duplicate_name", $"Another step is called {definition.Name}.");
            }

            return Connected(read);
        }

        /// <summary>Fills in what a step needs: what it says, the step it handles, or the step before it that handles none.</summary>
        private static List<ReadStep> Connected(List<(SourceObject Source, StepDefinition Definition)> read)
        {
            var handles = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (source, definition) in read)
            {
                foreach (var handler in definition.Handlers)
                {
                    if (handler == definition.Name)
                    {
                        source.Fault("on_failure", "invalid_value", "A step does not handle its own failure.");
                    }
                    else if (!read.Exists(step => step.Definition.Name == handler))
                    {
                        source.Fault("on_failure", "unknown_step", $"There is no step {handler}.");
                    }
                    else if (!handles.TryAdd(handler, definition.Name))
                    {
                        source.Fault("on_failure", "invalid_value", $"{handler} handles the failure of {handles[handler]} already.");
                    }
                }
            }

            var steps = new List<ReadStep>();
            string? before = null;
            foreach (var (source, definition) in read)
            {
                if (handles.TryGetValue(definition.Name, out var handled))
                {
                    if (source.Has("needs"))
                    {
                        source.Fault("needs", "invalid_value", $"{definition.Name} handles the failure of {handled}, and needs that and nothing else.");
                    }

                    steps.Add(new ReadStep(source, definition with { Needs = [handled], Handles = handled }));
                    continue;
                }

                steps.Add(new ReadStep(source, source.Has("needs") || before is null ? definition : definition with { Needs = [before] }));
                before = definition.Name;
            }

            return steps;
        }

        private StepDefinition Step(SourceObject step)
        {
            var name = Named(step) ?? "";
            var each = step.Find("for_each") is not null;
            var timeouts = step.Object("timeouts", DefinitionKeys.Timeouts);
            if (timeouts?.Find("run") is not null && step.Find("timeout") is not null)
            {
                step.Fault("timeout", "invalid_value", "timeout and timeouts.run are the same; only one of them is given.");
            }

            var (policy, handlers) = OnFailure(step);
            var uses = Uses(step) ?? "";
            var definition = new StepDefinition
            {
                Name = name,
                Description = step.Text("description", 2_000),
                Uses = uses,
                With = With(step, uses, TemplatePlace.With(name, each)),
                When = Condition(step, "when", TemplatePlace.Condition(name)),
                Needs = Needs(step),
                NeedsAny = step.Flag("needs_any"),
                ForEach = ForEach(step, name),
                MaxParallel = step.Integer("max_parallel", 1, 100) ?? 1,
                StartTimeout = timeouts?.Span("start"),
                TotalTimeout = timeouts?.Span("total"),
                HeartbeatTimeout = timeouts?.Span("heartbeat"),
                Retry = Retry(step),
                Compensation = Compensation(step, name, each),
                OnFailure = policy,
                Handlers = handlers,
            };
            return (step.Span("timeout") ?? timeouts?.Span("run")) is { } run ? definition with { RunTimeout = run } : definition;
        }

        private string? Uses(SourceObject step)
        {
            if (step.Text("uses", 200, required: true) is not { } uses)
            {
                return null;
            }

            if (catalog is not null && catalog.Find(uses) is null && !EngineSteps.Does(uses) && !ModuleAction.IsMatch(uses))
            {
                step.Fault("uses", "unknown_kind", $"There is no kind {uses}; what a module does is named module/action.");
            }

            return uses;
        }

        private Template With(SourceObject step, string uses, TemplatePlace place)
        {
            var with = Template(step, "with", place, isObject: true);
            if (catalog?.Find(uses) is { } kind && (with is not null || step.Find("with") is null))
            {
                foreach (var (path, message) in SchemaCheck.Check(kind.InputSchema, with?.Source ?? s_empty, SchemaUse.Definition))
                {
                    var (at, line, column) = PlaceOf(step, path);
                    faults.Add(at, "invalid_input", message, line, column);
                }
            }

            return with ?? Expressions.Template.Parse(s_empty);
        }

        /// <summary>Where a member of <c>with</c> stands, or the nearest that holds it.</summary>
        private static (string Path, int Line, int Column) PlaceOf(SourceObject step, ImmutableArray<string> path)
        {
            SourceNode node = step.Find("with") ?? step.Node;
            var text = step.PathOf("with");
            foreach (var part in path)
            {
                text += int.TryParse(part, out _) && node is SourceList ? $"[{part}]" : $".{part}";
                node = node switch
                {
                    SourceMap map when map.Entries.FirstOrDefault(entry => entry.Key == part) is { } entry => entry.Value,
                    SourceList list when int.TryParse(part, out var place) && place < list.Items.Length => list.Items[place],
                    _ => node,
                };
            }

            return (text, node.Line, node.Column);
        }

        private Template? Condition(SourceObject of, string key, TemplatePlace place)
        {
            var condition = Template(of, key, place);
            if (condition is { IsConstant: true, Source.ValueKind: not (JsonValueKind.True or JsonValueKind.False) } or { IsConstant: false, IsExpression: false })
            {
                of.Fault(key, "wrong_type", $"{key} is true, false or one expression, as ${{inputs.count > 1}}.");
            }

            return condition;
        }

        private Template? ForEach(SourceObject step, string name)
        {
            var each = Template(step, "for_each", TemplatePlace.Condition(name));
            if (each is { IsExpression: false, Source.ValueKind: not JsonValueKind.Array })
            {
                step.Fault("for_each", "wrong_type", "for_each is a list or one expression that gives a list.");
            }

            return each;
        }

        private static ImmutableArray<string> Needs(SourceObject step) => step.Find("needs") is SourceScalar { Value: string one }
            ? [one]
            : [.. step.Texts("needs", MostSteps).Select(need => need.Text).Distinct()];

        private static (FailurePolicy Policy, ImmutableArray<string> Handlers) OnFailure(SourceObject step)
        {
            switch (step.Find("on_failure"))
            {
                case null:
                    return (FailurePolicy.Fail, []);
                case SourceScalar { Value: string word } when s_policies.Contains(word):
                    return (word == "fail" ? FailurePolicy.Fail : FailurePolicy.Continue, []);
                case SourceList { Items.Length: > 0 }:
                    return (FailurePolicy.Handle, [.. step.Texts("on_failure", MostSteps).Select(handler => handler.Text).Distinct()]);
                default:
                    step.Fault("on_failure", "invalid_value", "on_failure is fail, continue, or a list of the steps that handle the failure.");
                    return (FailurePolicy.Fail, []);
            }
        }

        private static RetryPolicy Retry(SourceObject of)
        {
            if (of.Object("retry", DefinitionKeys.Retry) is not { } retry)
            {
                return RetryPolicy.Default;
            }

            var standard = RetryPolicy.Default;
            var initial = retry.Span("initial_interval", zero: true) ?? standard.InitialInterval;
            var policy = new RetryPolicy
            {
                MaximumAttempts = retry.Integer("maximum_attempts", 1, 100) ?? standard.MaximumAttempts,
                InitialInterval = initial,
                BackoffCoefficient = retry.Number("backoff_coefficient", 1, 100) ?? standard.BackoffCoefficient,
                MaximumInterval = retry.Span("maximum_interval", zero: true) ?? (initial > standard.MaximumInterval ? initial : standard.MaximumInterval),
                NonRetryable = [.. retry.Texts("non_retryable", 100).Select(code => code.Text)],
            };
            if (policy.MaximumInterval < policy.InitialInterval)
            {
                retry.Fault("maximum_interval", "invalid_value", "maximum_interval is not shorter than initial_interval.");
            }

            return policy;
        }

        private CompensationDefinition? Compensation(SourceObject step, string name, bool each)
        {
            if (step.Object("compensate", DefinitionKeys.Compensation) is not { } compensation)
            {
                return null;
            }

            var uses = Uses(compensation) ?? "";
            if (EngineSteps.Does(uses))
            {
                compensation.Fault("uses", "invalid_value", $"Nothing is undone by {uses}.");
            }

            var definition = new CompensationDefinition
            {
                Uses = uses,
                With = With(compensation, uses, TemplatePlace.Compensation(name, each)),
                Retry = Retry(compensation),
            };
            return compensation.Span("timeout") is { } run ? definition with { RunTimeout = run } : definition;
        }
    }
}
