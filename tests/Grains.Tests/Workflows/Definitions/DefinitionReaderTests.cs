using System.Text;
using FsCheck.Xunit;
using Nms.Workflows;
using Nms.Workflows.Definitions;

namespace Nms.Grains.Tests.Workflows.Definitions;

public sealed class DefinitionReaderTests
{
    private const string Complete = """
        name: latency-check
        description: What latency does
        inputs:
          project_id: {type: project, required: true, description: The project}
          count: {type: integer, default: 3, enum: [1, 2, 3]}
          token: {type: string, secret: true}
          anything:
        timeout: 2h
        key: "${inputs.project_id}"
        on_conflict: use_existing
        max_runs: 10
        max_parallel: 8
        triggers:
          - {name: nightly, schedule: {cron: "0 3 * * *", time_zone: Europe/Berlin, overlap: buffer_one, catch_up: 1h}, inputs: {project_id: 11111111-1111-1111-1111-111111111111}}
          - name: crash
            event: {types: [node.*], where: "${trigger.data.status == 'stopped'}", debounce: 10s}
            inputs: {project_id: "${trigger.project_id}"}
          - {name: bad, alert: {minimum_severity: critical}, inputs: {project_id: "${trigger.project_id}"}}
          - {name: hook, webhook: {}, inputs: {project_id: "${trigger.project_id}"}}
        steps:
          - name: first
            uses: set
            with: {n: "${inputs.count}", yes: yes, at: 12:30, hex: 0x1f, none: ~, text: "1"}
          - name: second
            uses: node.start
            for_each: ["a", "b"]
            max_parallel: 2
            with: {node_id: "${item}"}
            when: ${inputs.count > 1}
            timeouts: {start: 30s, run: 5m, total: 1h, heartbeat: 1m}
            retry: {maximum_attempts: 5, initial_interval: 2s, backoff_coefficient: 1.5, maximum_interval: 30s, non_retryable: [node_not_found]}
            compensate: {uses: node.stop, with: {node_id: "${item + default(output.x, '')}"}, timeout: 1m}
            on_failure: [mend]
          - name: mend
            uses: some-module/repair.now
            with: {error: "${steps.second.error.code}"}
          - name: third
            needs: [second, mend]
            needs_any: true
            uses: set
          - name: alone
            needs: []
            uses: set
            on_failure: continue
        outputs: {all: "${steps.third.status}"}
        """;

    private static readonly KindsForTests s_kinds = new();

    [Fact]
    public void A_complete_definition_is_read()
    {
        var definition = Read(Complete);

        Assert.Equal(("latency-check", "What latency does", KeyConflictPolicy.UseExisting, 10, 8), (definition.Name, definition.Description, definition.OnConflict, definition.MaxRuns, definition.MaxParallel));
        Assert.Equal(TimeSpan.FromHours(2), definition.Timeout);
        Assert.Equal("\"${inputs.project_id}\"", definition.Project!.Source.GetRawText());
        Assert.Equal(["project_id", "count", "token", "anything"], definition.Inputs.Select(input => input.Name));
        Assert.Equal([InputType.Project, InputType.Integer, InputType.String, InputType.Any], definition.Inputs.Select(input => input.Type));
        Assert.Equal("""{"n":"${inputs.count}","yes":"yes","at":"12:30","hex":31,"none":null,"text":"1"}""", definition.Steps[0].With.Source.GetRawText());
        var second = definition.Steps[1];
        Assert.Equal((2, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)),
            (second.MaxParallel, second.StartTimeout!.Value, second.RunTimeout, second.TotalTimeout!.Value, second.HeartbeatTimeout!.Value));
        Assert.Equal((5, TimeSpan.FromSeconds(2), 1.5, TimeSpan.FromSeconds(30), "node_not_found"),
            (second.Retry.MaximumAttempts, second.Retry.InitialInterval, second.Retry.BackoffCoefficient, second.Retry.MaximumInterval, second.Retry.NonRetryable.Single()));
        Assert.Equal(("node.stop", TimeSpan.FromMinutes(1)), (second.Compensation!.Uses, second.Compensation.RunTimeout));
        Assert.Equal((FailurePolicy.Handle, "mend"), (second.OnFailure, second.Handlers.Single()));
        Assert.Equal([[], ["first"], ["second"], ["second", "mend"], []], definition.Steps.Select(step => step.Needs));
        Assert.Equal([null, null, "second", null, null], definition.Steps.Select(step => step.Handles));
        Assert.Equal(TimeSpan.FromMinutes(10), definition.Steps[0].RunTimeout);
        var nightly = Assert.IsType<ScheduleTrigger>(definition.Triggers[0]);
        Assert.Equal(("Europe/Berlin", OverlapPolicy.BufferOne, TimeSpan.FromHours(1)), (nightly.TimeZone, nightly.Overlap, nightly.CatchUpWindow));
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.IsType<EventTrigger>(definition.Triggers[1]).Debounce);
        Assert.Equal("critical", Assert.IsType<AlertTrigger>(definition.Triggers[2]).MinimumSeverity);
        Assert.IsType<WebhookTrigger>(definition.Triggers[3]);
    }

    [Fact]
    public void A_step_needs_the_step_before_it_that_handles_no_failure()
    {
        var definition = Read("{name: w, steps: [{name: a, uses: set, on_failure: [h]}, {name: h, uses: set}, {name: b, uses: set}, {name: c, uses: set, needs: a}]}");

        Assert.Equal([[], ["a"], ["a"], ["a"]], definition.Steps.Select(step => step.Needs));
    }

    [Fact]
    public void Json_is_read_with_its_places()
    {
        var json = """
            {"name": "w", "steps": [{"name": "a", "uses": "set", "with": {"half": "\ud83d\ude00\/", "n": 1.5}}],
            	"outputs": {"x": "${inputs.y}"}}
            """;

        var fault = Assert.Single(Faults(json));

        Assert.Equal(("outputs.x", "unknown_input", 2, 29), (fault.Path, fault.Code, fault.Line, fault.Column));
        Assert.Equal("😀/", Read(json.Replace("inputs.y", "steps.a.output", StringComparison.Ordinal)).Steps[0].With.Source.GetProperty("half").GetString());
    }

    [Theory]
    [InlineData("", "yaml_empty", "", 1, 1)]
    [InlineData("just text", "wrong_type", "", 1, 1)]
    [InlineData("name: w\nsteps: [", "yaml_syntax", "", 3, 1)]
    [InlineData("name: &a w\nsteps: [{name: a, uses: set}]", "yaml_alias", "name", 1, 7)]
    [InlineData("name: w\nsteps: [{name: a, uses: set}]\ndescription: *a", "yaml_alias", "description", 3, 14)]
    [InlineData("name: !!str w\nsteps: [{name: a, uses: set}]", "yaml_tag", "name", 1, 7)]
    [InlineData("name: w\nname: v\nsteps: [{name: a, uses: set}]", "duplicate_key", "name", 2, 1)]
    [InlineData("name: w\nsteps: [{name: a, uses: set}]\n---\nname: v", "yaml_documents", "", 3, 1)]
    [InlineData("name: w\nsteps: [{name: a, uses: set}]\ntime_out: 1h", "unknown_key", "time_out", 3, 1)]
    [InlineData("name: W\nsteps: [{name: a, uses: set}]", "invalid_value", "name", 1, 7)]
    [InlineData("steps: [{name: a, uses: set}]", "missing_key", "name", 1, 1)]
    [InlineData("name: w", "missing_key", "steps", 1, 1)]
    [InlineData("name: w\nsteps: {}", "wrong_type", "steps", 2, 8)]
    [InlineData("name: w\nsteps:\n- uses: set", "missing_key", "steps[0].name", 3, 3)]
    [InlineData("name: w\nsteps:\n- name: a", "missing_key", "steps[0].uses", 3, 3)]
    [InlineData("name: w\nsteps:\n- name: a\n  uses: node.begin", "unknown_kind", "steps[0].uses", 4, 9)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set}\n- {name: a, uses: set}", "duplicate_name", "steps[1].name", 4, 10)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, timeout: soon}", "invalid_value", "steps[0].timeout", 3, 33)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, timeout: 1s, timeouts: {run: 1s}}", "invalid_value", "steps[0].timeout", 3, 33)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, needs_any: maybe}", "wrong_type", "steps[0].needs_any", 3, 35)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, max_parallel: 0}", "invalid_value", "steps[0].max_parallel", 3, 38)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, on_failure: retry}", "invalid_value", "steps[0].on_failure", 3, 36)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, on_failure: [x]}", "unknown_step", "steps[0].on_failure", 3, 36)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, on_failure: [a]}", "invalid_value", "steps[0].on_failure", 3, 36)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, needs: [x]}", "unknown_step", "steps[0].needs", 3, 31)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, needs: [a]}", "cycle", "steps[0].needs", 3, 31)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, needs: [b]}\n- {name: b, uses: set}", "cycle", "steps[0].needs", 3, 31)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, on_failure: [h]}\n- {name: h, uses: set}\n- {name: c, uses: set, needs: [a, h]}", "step_unreachable", "steps[2].needs", 5, 31)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, on_failure: [h]}\n- {name: h, uses: set, needs: [a]}", "invalid_value", "steps[1].needs", 4, 31)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, with: [1]}", "wrong_type", "steps[0].with", 3, 30)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, when: inputs.x}", "wrong_type", "steps[0].when", 3, 30)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, for_each: 3}", "wrong_type", "steps[0].for_each", 3, 34)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: node.start}", "invalid_input", "steps[0].with.node_id", 3, 3)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: node.start, with: {node_id: x, count: 9}}", "invalid_input", "steps[0].with.count", 3, 57)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: node.start, with: {node_id: x, cuont: 1}}", "invalid_input", "steps[0].with.cuont", 3, 57)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, with: {x: \"${1 +}\"}}", "expression_syntax", "steps[0].with.x", 3, 40)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, with: {x: \"${item}\"}}", "expression_unknown_name", "steps[0].with.x", 3, 37)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, with: {x: \"${output}\"}}", "expression_unknown_name", "steps[0].with.x", 3, 37)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, with: {x: \"${inputs.y}\"}}", "unknown_input", "steps[0].with.x", 3, 44)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, with: {x: \"${steps.z}\"}}", "unknown_step", "steps[0].with.x", 3, 37)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, with: {x: \"${steps.b}\"}}\n- {name: b, uses: set}", "step_not_before", "steps[0].with.x", 3, 37)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, with: {x: \"${steps.a}\"}}", "step_not_before", "steps[0].with.x", 3, 37)]
    [InlineData("name: w\nkey: \"${steps.a.output}\"\nsteps:\n- {name: a, uses: set}", "expression_unknown_name", "key", 2, 9)]
    [InlineData("name: w\nsteps:\n- {name: a, uses: set, compensate: {uses: wait.timer}}", "invalid_value", "steps[0].compensate.uses", 3, 43)]
    [InlineData("name: w\ninputs: {x: {type: text}}\nsteps:\n- {name: a, uses: set}", "invalid_value", "inputs.x.type", 2, 20)]
    [InlineData("name: w\ninputs: {x: {type: integer, default: a}}\nsteps:\n- {name: a, uses: set}", "invalid_value", "inputs.x.default", 2, 38)]
    [InlineData("name: w\ninputs: {x: {secret: true, default: a}}\nsteps:\n- {name: a, uses: set}", "invalid_value", "inputs.x.default", 2, 37)]
    [InlineData("name: w\ninputs: {x-y: {}}\nsteps:\n- {name: a, uses: set}", "invalid_value", "inputs.x-y", 2, 10)]
    [InlineData("name: w\ntriggers:\n- {name: t}\nsteps:\n- {name: a, uses: set}", "invalid_value", "triggers[0]", 3, 3)]
    [InlineData("name: w\ntriggers:\n- {name: t, webhook: {}, alert: {minimum_severity: high}}\nsteps:\n- {name: a, uses: set}", "invalid_value", "triggers[0]", 3, 3)]
    [InlineData("name: w\ntriggers:\n- {name: t, schedule: {cron: \"61 * * * *\"}}\nsteps:\n- {name: a, uses: set}", "invalid_value", "triggers[0].schedule.cron", 3, 30)]
    [InlineData("name: w\ntriggers:\n- {name: t, schedule: {cron: \"0 * * * *\", time_zone: Mars/Olympus}}\nsteps:\n- {name: a, uses: set}", "invalid_value", "triggers[0].schedule.time_zone", 3, 54)]
    [InlineData("name: w\ntriggers:\n- {name: t, event: {types: [no.such]}}\nsteps:\n- {name: a, uses: set}", "invalid_value", "triggers[0].event.types[0]", 3, 29)]
    [InlineData("name: w\ntriggers:\n- {name: t, event: {}}\nsteps:\n- {name: a, uses: set}", "missing_key", "triggers[0].event.types", 3, 20)]
    [InlineData("name: w\ntriggers:\n- {name: t, alert: {minimum_severity: dire}}\nsteps:\n- {name: a, uses: set}", "invalid_value", "triggers[0].alert.minimum_severity", 3, 39)]
    [InlineData("name: w\ninputs: {x: {required: true}}\ntriggers:\n- {name: t, webhook: {}}\nsteps:\n- {name: a, uses: set}", "invalid_input", "triggers[0].inputs", 4, 3)]
    [InlineData("name: w\ntriggers:\n- {name: t, webhook: {}, inputs: {x: 1}}\nsteps:\n- {name: a, uses: set}", "unknown_input", "triggers[0].inputs.x", 3, 35)]
    public void A_fault_is_told_with_its_path_and_place(string source, string code, string path, int line, int column)
    {
        var fault = Assert.Single(Faults(source));

        Assert.Equal((code, path, line, column), (fault.Code, fault.Path, fault.Line, fault.Column));
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once_in_the_order_of_the_source()
    {
        var faults = Faults("nmae: w\ntimeout: never\nsteps:\n- {name: a, uses: no.kind, with: {x: \"${y}\"}, needs: q}\n");

        Assert.Equal(["unknown_key", "missing_key", "invalid_value", "unknown_kind", "expression_unknown_name", "unknown_step"], faults.Select(fault => fault.Code));
    }

    [Fact]
    public void Too_much_is_refused()
    {
        var steps = string.Concat(Enumerable.Range(0, 201).Select(place => $"\n- {{name: s{place}, uses: set}}"));

        Assert.Equal("too_many_steps", Assert.Single(Faults($"name: w\nsteps:{steps}")).Code);
        Assert.Equal("definition_too_large", Assert.Single(Faults(new string('#', 300_000))).Code);
        Assert.Equal("yaml_syntax", Assert.Single(Faults($"name: {new string('[', 100_000)}")).Code);
        Assert.Equal("yaml_syntax", Assert.Single(Faults($"name: w\nsteps: [{string.Concat(Enumerable.Repeat("a,", 110_000))}]")).Code);
    }

    [Fact]
    public void A_definition_that_was_saved_is_read_whatever_kinds_there_are_by_now() =>
        Assert.Equal("gone.kind", new DefinitionReader().Read("{name: w, steps: [{name: a, uses: gone.kind}]}").Steps[0].Uses);

    [Fact]
    public void A_definition_with_faults_is_refused_with_all_of_them()
    {
        var exception = Assert.Throws<ValidationException>(() => new DefinitionReader().Read("{name: w, x: 1, steps: [{name: a}]}"));

        Assert.Equal(["steps[0].uses", "x"], exception.Details.Keys.Order(StringComparer.Ordinal));
    }

    [Property(MaxTest = 3_000)]
    public void A_definition_that_is_cut_and_mended_at_random_is_read_or_refused(ushort from, byte length, byte what)
    {
        var begin = from % Complete.Length;
        string[] pieces = ["", "\t", "[", "}", "\"", "${", "&a ", "*a", "!!x ", "? ", "- ", ": ", "\0", "\ud800", "|", "%", "1e999", "\\ud800", "---\n"];
        var source = new StringBuilder(Complete).Remove(begin, Math.Min(length, Complete.Length - begin)).Insert(begin, pieces[what % pieces.Length]).ToString();

        var (definition, faults) = DefinitionReader.Read(source, s_kinds);

        Assert.Equal(definition is null, faults.Length > 0);
    }

    private static WorkflowDefinition Read(string source)
    {
        var (definition, faults) = DefinitionReader.Read(source, s_kinds);
        Assert.Empty(faults);
        return definition!;
    }

    private static System.Collections.Immutable.ImmutableArray<WorkflowFault> Faults(string source)
    {
        var (definition, faults) = DefinitionReader.Read(source, s_kinds);
        Assert.Null(definition);
        return faults;
    }
}
