using System.Collections.Immutable;
using Nms.Events;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Definitions;

/// <summary>Triggers.</summary>
internal sealed partial class DefinitionReader
{
    private static readonly string[] s_triggers = ["schedule", "event", "alert", "webhook"];

    private static readonly TimeSpan s_longestDebounce = TimeSpan.FromHours(1);

    private sealed partial class Reading
    {
        private ImmutableArray<TriggerDefinition> Triggers(SourceObject workflow)
        {
            var triggers = ImmutableArray.CreateBuilder<TriggerDefinition>();
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (node, path) in workflow.List("triggers", MostTriggers))
            {
                if (SourceObject.From(node, path, DefinitionKeys.Trigger, faults) is not { } trigger)
                {
                    continue;
                }

                var name = Named(trigger) ?? "";
                if (name.Length > 0 && !names.Add(name))
                {
                    trigger.Fault("name", "duplicate_name", $"Another trigger is called {name}.");
                }

                if (Trigger(trigger, name) is { } read)
                {
                    triggers.Add(read);
                }
            }

            return triggers.ToImmutable();
        }

        private TriggerDefinition? Trigger(SourceObject trigger, string name)
        {
            var inputs = TriggerInputs(trigger);
            string[] kinds = [.. s_triggers.Where(kind => trigger.Find(kind) is not null)];
            if (kinds is not [var kind])
            {
                faults.Add(trigger.Path, "invalid_value", "A trigger is one of schedule, event, alert and webhook.", trigger.Node);
                return null;
            }

            switch (kind)
            {
                case "schedule":
                    return trigger.Object(kind, DefinitionKeys.Schedule) is { } schedule ? Schedule(schedule, name, inputs) : null;
                case "event":
                    return trigger.Object(kind, DefinitionKeys.Event) is { } @event ? Event(@event, name, inputs) : null;
                case "alert":
                    return trigger.Object(kind, DefinitionKeys.Alert) is { } alert ? Alert(alert, name, inputs) : null;
                default:
                    trigger.Object(kind, DefinitionKeys.Webhook);
                    return new WebhookTrigger { Name = name, Inputs = inputs };
            }
        }

        /// <summary>What a trigger starts runs with is checked here, for nobody is there to be told when it does.</summary>
        private Template TriggerInputs(SourceObject trigger)
        {
            var inputs = Template(trigger, "inputs", TemplatePlace.Trigger, isObject: true);
            var given = trigger.Find("inputs") as SourceMap;
            foreach (var entry in given?.Entries ?? [])
            {
                var path = $"{trigger.PathOf("inputs")}.{entry.Key}";
                if (!_inputs.TryGetValue(entry.Key, out var input))
                {
                    faults.Add(path, "unknown_input", $"There is no input {entry.Key}.", entry.Line, entry.Column);
                }
                else if (Json(entry.Value) is var value && !SchemaCheck.HoldsExpression(value) && InputChecks.Complaint(input, value) is { } complaint)
                {
                    faults.Add(path, "invalid_input", $"{entry.Key} {complaint}.", entry.Value);
                }
            }

            foreach (var input in _inputs.Values.Where(input => input.Required && given?.Entries.Any(entry => entry.Key == input.Name) != true))
            {
                faults.Add(trigger.PathOf("inputs"), "invalid_input", $"{input.Name} is required, and this trigger does not give it.", trigger.Node);
            }

            return inputs ?? Expressions.Template.Parse(s_empty);
        }

        private static ScheduleTrigger Schedule(SourceObject schedule, string name, Template inputs)
        {
            var cron = schedule.Text("cron", 200, required: true) ?? "";
            if (cron.Length > 0 && ScheduleTimes.Complaint(cron) is { } complaint)
            {
                schedule.Fault("cron", "invalid_value", complaint);
            }

            var zone = schedule.Text("time_zone", 100) ?? "UTC";
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            {
                schedule.Fault("time_zone", "invalid_value", $"There is no time zone {zone}; a name is as Europe/Berlin.");
            }

            return new ScheduleTrigger
            {
                Name = name,
                Inputs = inputs,
                Cron = cron,
                TimeZone = zone,
                Overlap = schedule.Word("overlap", DefinitionWords.OverlapPolicies, OverlapPolicy.Skip),
                CatchUpWindow = schedule.Span("catch_up", zero: true) ?? TimeSpan.Zero,
            };
        }

        private EventTrigger Event(SourceObject source, string name, Template inputs)
        {
            var types = source.Texts("types", 64).ToList();
            if (types.Count == 0 && source.Find("types") is null or SourceList { Items.Length: 0 })
            {
                source.Fault("types", "missing_key", "types is a list of at least one type of event.");
            }

            foreach (var (type, node, path) in types.Where(type => !EventCatalog.Types.Keys.Any(known => EventTypePattern.Matches(type.Text, known))))
            {
                faults.Add(path, "invalid_value", $"{type} is no type of event and stands for none.", node);
            }

            Guid? project = null;
            if (source.Text("project_id", 36) is { } text)
            {
                if (Guid.TryParse(text, out var id))
                {
                    project = id;
                }
                else
                {
                    source.Fault("project_id", "invalid_value", "project_id is the id of a project.");
                }
            }

            var debounce = source.Span("debounce", zero: true) ?? TimeSpan.Zero;
            if (debounce > s_longestDebounce)
            {
                source.Fault("debounce", "invalid_value", "debounce is at most 1h.");
            }

            return new EventTrigger
            {
                Name = name,
                Inputs = inputs,
                Types = [.. types.Select(type => type.Text)],
                ProjectId = project,
                Where = Condition(source, "where", TemplatePlace.Trigger),
                Debounce = debounce,
            };
        }

        private static AlertTrigger Alert(SourceObject alert, string name, Template inputs)
        {
            var severity = alert.Text("minimum_severity", 32, required: true) ?? "";
            if (severity.Length > 0 && !DefinitionWords.Severities.Contains(severity))
            {
                alert.Fault("minimum_severity", "invalid_value", $"minimum_severity is one of {string.Join(", ", DefinitionWords.Severities)}.");
            }

            return new AlertTrigger { Name = name, Inputs = inputs, MinimumSeverity = severity };
        }
    }
}
