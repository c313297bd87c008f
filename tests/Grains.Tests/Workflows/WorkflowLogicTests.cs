using System.Collections.Immutable;
using System.Text.Json;
using Nms.Workflows;
using Nms.Workflows.Definitions;
using Nms.Workflows.Engine;
using static Nms.Grains.Tests.Workflows.Flow;

namespace Nms.Grains.Tests.Workflows;

/// <summary>Every rule about a run, without a grain: what happens is let happen by hand.</summary>
public sealed class WorkflowLogicTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly List<WorkflowHistoryEntry> _history = [];
    private readonly List<string> _events = [];
    private WorkflowDefinition _definition = null!;
    private RunState _run = null!;
    private DateTimeOffset _now = s_noon;

    [Fact]
    public void Steps_are_done_one_after_the_other_with_what_the_ones_before_gave()
    {
        Begin(Of(Step("one"), Step("two", with: """{"got":"${steps.one.output.value}","of":"${inputs.name}"}""")) with { Outputs = Json("""{"sum":"${steps.two.output}"}""") }, """{"name":"lab"}""");
        Assert.Equal(["one"], Attempts());

        Complete("one", """{"value":41}""");
        Assert.Equal(["two"], Attempts());
        Assert.Equal("""{"got":41,"of":"lab"}""", Input("two"));

        Complete("two", "42");
        Assert.Equal((WorkflowRunStatus.Completed, """{"sum":42}"""), (RunView.StatusOf(_run), _run.Outputs!.Value.GetRawText()));
        Assert.Equal(["workflow.started", "workflow.step_started", "workflow.step_completed", "workflow.step_started", "workflow.step_completed", "workflow.completed"], _events);
        Assert.Equal(Enumerable.Range(1, _history.Count).Select(i => (long)i), _history.Select(entry => entry.Sequence));
        Assert.Null(WorkflowLogic.DueAt(_definition, _run, _now));
    }

    [Fact]
    public void What_does_not_need_each_other_is_done_at_once()
    {
        Begin(Of(Step("one"), Step("left") with { Needs = ["one"] }, Step("right") with { Needs = ["one"] }, Step("end") with { Needs = ["left", "right"] }));

        Complete("one");
        Assert.Equal(["left", "right"], Attempts());
        Complete("right");
        Assert.Equal(["left"], Attempts());
        Complete("left");
        Assert.Equal(["end"], Attempts());
    }

    [Fact]
    public void A_failure_undoes_what_was_done_the_last_first_and_fails_the_run()
    {
        Begin(Of(Step("one").Undone(), Step("two").Undone(), Step("three")));
        Complete("one", "1");
        Complete("two", "2");

        Fail("three", "no_such_node");
        Assert.Equal(WorkflowRunStatus.Compensating, RunView.StatusOf(_run));
        Assert.Equal(["undo two"], Attempts());
        Assert.Equal("""{"of":2}""", Attempt("two").Work.Inputs!.Value.GetRawText());
        Complete("two");
        Assert.Equal(["undo one"], Attempts());
        Complete("one");

        Assert.Equal((WorkflowRunStatus.Failed, "no_such_node"), (RunView.StatusOf(_run), _run.Error!.Code));
        Assert.Equal([WorkflowStepStatus.Compensated, WorkflowStepStatus.Compensated, WorkflowStepStatus.Failed], _run.Steps.Select(step => step.Status));
        Assert.Equal(["workflow.compensating", "workflow.failed"], _events.TakeLast(2));
    }

    [Fact]
    public void What_cannot_be_undone_does_not_hold_up_the_rest()
    {
        Begin(Of(Step("one").Undone(), Step("two").Undone(), Step("three")));
        Complete("one");
        Complete("two");
        Fail("three", "broken");

        Fail("two", "cannot", retryable: true);
        PassTo(WorkflowLogic.NextInstant(_definition, _run));
        Fail("two", "cannot", retryable: true);
        PassTo(WorkflowLogic.NextInstant(_definition, _run));
        Fail("two", "cannot", retryable: true);

        Assert.Equal(["undo one"], Attempts());
        Complete("one");
        Assert.Equal(WorkflowRunStatus.Failed, RunView.StatusOf(_run));
        Assert.Equal([WorkflowStepStatus.Compensated, WorkflowStepStatus.Completed], _run.Steps.Take(2).Select(step => step.Status));
    }

    [Fact]
    public void An_attempt_that_may_work_later_is_repeated_after_a_wait()
    {
        Begin(Of(Step("one").Retried(3)));

        Fail("one", "gns3_unavailable", retryable: true);
        Assert.Equal(WorkflowRunStatus.Waiting, RunView.StatusOf(_run));
        Assert.Equal(s_noon.AddSeconds(1), WorkflowLogic.NextInstant(_definition, _run));
        PassTo(s_noon.AddSeconds(1));
        Assert.Equal(2, Attempt("one").Id.Attempt);

        Fail("one", "no_such_node", retryable: false);
        Assert.Equal(WorkflowRunStatus.Failed, RunView.StatusOf(_run));
    }

    [Fact]
    public void The_answer_of_an_attempt_that_is_over_changes_nothing()
    {
        Begin(Of(Step("one").Retried(2), Step("two")));
        var first = Attempt("one").Id;
        Fail("one", "gns3_unavailable", retryable: true);
        PassTo(s_noon.AddSeconds(1));
        var (run, entries) = (_run, _history.Count);

        Happen(new AttemptCompleted(first, JsonElement.Parse("1")));
        Happen(new AttemptFailed(first, new WorkflowError("late", "Late."), Retryable: true, RetryAfter: null));
        Assert.Same(run, _run);
        Assert.Equal(entries, _history.Count);

        Complete("one");
        var done = _run;
        Happen(new AttemptCompleted(first with { Attempt = 2 }, JsonElement.Parse("2")));
        Assert.Same(done, _run);
    }

    [Fact]
    public void An_attempt_that_takes_or_is_silent_for_too_long_fails()
    {
        Begin(Of(Step("one") with { RunTimeout = TimeSpan.FromMinutes(5), HeartbeatTimeout = TimeSpan.FromSeconds(30) }));

        _run = WorkflowLogic.Beat(_definition, _run, Attempt("one").Id, 0.5, JsonElement.Parse("7"), s_noon.AddSeconds(20));
        Assert.Equal(s_noon.AddSeconds(50), WorkflowLogic.NextInstant(_definition, _run));
        Assert.Equal(0.5, RunView.ProgressOf(_run));
        PassTo(s_noon.AddSeconds(50));

        Assert.Equal((WorkflowRunStatus.Failed, "heartbeat_timeout"), (RunView.StatusOf(_run), _run.Error!.Code));
    }

    [Fact]
    public void A_step_that_may_have_done_something_is_undone_too()
    {
        Begin(Of(Step("one").Undone() with { RunTimeout = TimeSpan.FromSeconds(1) }));

        PassTo(s_noon.AddSeconds(1));

        Assert.Equal(["undo one"], Attempts());
        Assert.Equal("""{"of":null}""", Attempt("one").Work.Inputs!.Value.GetRawText());
    }

    [Fact]
    public void A_run_that_takes_too_long_fails()
    {
        Begin(Of(Step("one"), Step("wait", "wait.timer", """{"for":"2h"}""")) with { Timeout = TimeSpan.FromHours(1) });
        Complete("one");

        Assert.Equal(s_noon.AddHours(1), WorkflowLogic.DueAt(_definition, _run, _now));
        PassTo(s_noon.AddHours(1));

        Assert.Equal((WorkflowRunStatus.Failed, "run_timeout"), (RunView.StatusOf(_run), _run.Error!.Code));
    }

    [Fact]
    public void A_step_whose_condition_does_not_hold_is_skipped_and_holds_nothing_up()
    {
        Begin(Of(Step("one") with { When = Expression("inputs.count > 3") }, Step("two")), """{"count":3}""");

        Assert.Equal(["two"], Attempts());
        Assert.Equal(WorkflowStepStatus.Skipped, _run.Steps[0].Status);
    }

    [Fact]
    public void Items_are_done_so_many_at_a_time_and_give_a_list_in_their_order()
    {
        Begin(Of(Step("each", with: """{"n":"${item}","at":"${index}"}""") with { ForEach = Expression("inputs.list"), MaxParallel = 2 }, Step("end", with: """{"all":"${steps.each.output}"}""")), """{"list":[5,6,7]}""");

        Assert.Equal(["each", "each"], Attempts());
        Complete("each", "60", item: 1);
        Assert.Equal([0, 2], AllAttempts().Select(attempt => attempt.Id.Item));
        Assert.Equal("""{"n":7,"at":2}""", AllAttempts()[1].Work.Inputs!.Value.GetRawText());
        Complete("each", "70", item: 2);
        Complete("each", "50", item: 0);

        Assert.Equal("""{"all":[50,60,70]}""", Input("end"));
    }

    [Fact]
    public void An_empty_list_is_done_at_once()
    {
        Begin(Of(Step("each") with { ForEach = Expression("[]") }, Step("end", "set", """{"all":"${steps.each.output}"}""")));

        Assert.Equal(WorkflowRunStatus.Completed, RunView.StatusOf(_run));
        Assert.Equal("""{"all":[]}""", _run.Steps[1].Output!.Value.GetRawText());
    }

    [Fact]
    public void A_failure_that_is_handled_does_not_fail_the_run()
    {
        Begin(Of(
            Step("one") with { OnFailure = FailurePolicy.Handle, Handlers = ["mend"] },
            Step("after"),
            Step("mend", with: """{"why":"${steps.one.error.code}"}""") with { Needs = ["one"], Handles = "one" }));

        Fail("one", "broken");
        Assert.Equal(["mend"], Attempts());
        Assert.Equal("""{"why":"broken"}""", Input("mend"));
        Assert.Equal((WorkflowStepStatus.Skipped, true), (_run.Steps[1].Status, _run.Steps[1].Unreached));
        Complete("mend");

        Assert.Equal(WorkflowRunStatus.Completed, RunView.StatusOf(_run));
    }

    [Fact]
    public void Without_a_failure_its_handlers_are_skipped()
    {
        Begin(Of(Step("one") with { OnFailure = FailurePolicy.Handle, Handlers = ["mend"] }, Step("mend") with { Needs = ["one"], Handles = "one" }));

        Complete("one");

        Assert.Equal((WorkflowRunStatus.Completed, WorkflowStepStatus.Skipped), (RunView.StatusOf(_run), _run.Steps[1].Status));
    }

    [Fact]
    public void A_failure_that_is_passed_over_is_seen_by_expressions()
    {
        Begin(Of(Step("one") with { OnFailure = FailurePolicy.Continue }, Step("two", "set", """{"was":"${steps.one.status}"}""")));

        Fail("one", "broken");

        Assert.Equal(WorkflowRunStatus.Completed, RunView.StatusOf(_run));
        Assert.Equal("""{"was":"failed"}""", _run.Steps[1].Output!.Value.GetRawText());
    }

    [Fact]
    public void A_signal_is_taken_now_or_later_and_once()
    {
        Begin(Of(Step("one"), Step("go", "wait.signal", """{"name":"go"}"""), Step("again", "wait.signal", """{"name":"go","timeout":"1m"}""")));
        var signal = Guid.NewGuid();
        Happen(new SignalReceived(signal, "go", JsonElement.Parse("1"), "user:1"));
        Happen(new SignalReceived(signal, "go", JsonElement.Parse("1"), "user:1"));

        Complete("one");
        Assert.Equal("1", _run.Steps[1].Output!.Value.GetRawText());
        Assert.Equal(WorkflowStepStatus.Waiting, _run.Steps[2].Status);
        Happen(new SignalReceived(signal, "go", JsonElement.Parse("1"), "user:1"));
        Assert.Equal(WorkflowStepStatus.Waiting, _run.Steps[2].Status);

        PassTo(s_noon.AddMinutes(1));
        Assert.Equal((WorkflowRunStatus.Failed, "signal_timeout"), (RunView.StatusOf(_run), _run.Error!.Code));
    }

    [Fact]
    public void Too_many_signals_that_nobody_takes_are_refused()
    {
        Begin(Of(Step("one")));
        for (var i = 0; i < 100; i++)
        {
            Happen(new SignalReceived(Guid.NewGuid(), "x", JsonElement.Parse("1"), "user:1"));
        }

        Assert.Equal("too_many_signals", Assert.Throws<ThrottledException>(() => Happen(new SignalReceived(Guid.NewGuid(), "x", JsonElement.Parse("1"), "user:1"))).Code);
    }

    [Theory]
    [InlineData(true, WorkflowRunStatus.Completed)]
    [InlineData(false, WorkflowRunStatus.Failed)]
    public void Somebody_approves_or_rejects(bool approve, WorkflowRunStatus status)
    {
        Begin(Of(Step("ask", "approval", """{"message":"Sure?"}""")));
        Assert.Contains("workflow.approval_requested", _events);
        Assert.Equal("step_not_waiting", Assert.Throws<ConflictException>(() => { Begin(Of(Step("ask"))); Happen(new DecisionReceived("ask", true, null, "user:1")); }).Code);

        Begin(Of(Step("ask", "approval", """{"message":"Sure?"}""")));
        Happen(new DecisionReceived("ask", approve, "why not", "user:1"));

        Assert.Equal(status, RunView.StatusOf(_run));
    }

    [Theory]
    [InlineData("approve", WorkflowRunStatus.Completed, null)]
    [InlineData("reject", WorkflowRunStatus.Failed, "approval_rejected")]
    [InlineData("fail", WorkflowRunStatus.Failed, "approval_timeout")]
    public void When_nobody_decides_the_default_does(string given, WorkflowRunStatus status, string? code)
    {
        Begin(Of(Step("ask", "approval", $$"""{"timeout":"1h","default":"{{given}}"}""")));

        PassTo(s_noon.AddHours(1));

        Assert.Equal((status, code), (RunView.StatusOf(_run), _run.Error?.Code));
    }

    [Fact]
    public void A_cancelled_run_is_undone()
    {
        Begin(Of(Step("one").Undone(), Step("two").Undone()));
        Complete("one");

        Happen(new CancelRequested("user:1", "enough"));
        Assert.Equal(["undo two"], Attempts());
        Complete("two");
        Complete("one");

        Assert.Equal(WorkflowRunStatus.Cancelled, RunView.StatusOf(_run));
        var over = _run;
        Happen(new CancelRequested("user:1", "again"));
        Assert.Same(over, _run);
    }

    [Fact]
    public void While_paused_nothing_new_begins()
    {
        Begin(Of(Step("one"), Step("two")));
        Happen(new PauseRequested("user:1"));
        Complete("one");
        Assert.Equal((WorkflowRunStatus.Paused, 0), (RunView.StatusOf(_run), AllAttempts().Length));

        Happen(new ResumeRequested("user:1"));
        Assert.Equal(["two"], Attempts());
    }

    [Fact]
    public void A_failed_run_is_taken_up_again_from_where_it_failed()
    {
        Begin(Of(Step("one"), Step("two"), Step("three")));
        Complete("one", "1");
        Fail("two", "broken");

        Happen(new RetryRequested(null, "user:1"));
        Assert.Equal((WorkflowRunStatus.Running, 1), (RunView.StatusOf(_run), _run.Round));
        Assert.Equal(["two"], Attempts());
        Assert.NotEqual(new AttemptId(0, "two", 0, 1, false).Key(_run.RunId), Attempt("two").Id.Key(_run.RunId));
        Complete("two");
        Complete("three");

        Assert.Equal(WorkflowRunStatus.Completed, RunView.StatusOf(_run));
        Assert.Equal("run_not_failed", Assert.Throws<ConflictException>(() => Happen(new RetryRequested(null, "user:1"))).Code);
    }

    [Fact]
    public void What_was_undone_is_done_again()
    {
        Begin(Of(Step("one").Undone(), Step("two")));
        Complete("one");
        Fail("two", "broken");
        Complete("one");

        Happen(new RetryRequested(null, "user:1"));

        Assert.Equal(["one"], Attempts());
    }

    [Fact]
    public void A_run_that_has_grown_too_much_ends_and_is_undone()
    {
        Begin(Of(Step("one").Undone(), Step("two")));
        Complete("one");

        Happen(new LimitReached(new WorkflowError("history_too_long", "Too long.")));

        Assert.Equal(["undo one"], Attempts());
    }

    [Theory]
    [InlineData("""{"that":"${1 == 1}"}""", WorkflowRunStatus.Completed, null)]
    [InlineData("""{"that":"${1 == 2}","message":"No."}""", WorkflowRunStatus.Failed, "assertion_failed")]
    [InlineData("""{"that":1}""", WorkflowRunStatus.Failed, "invalid_input")]
    public void What_is_asserted_holds_or_the_run_fails(string with, WorkflowRunStatus status, string? code)
    {
        Begin(Of(Step("check", "assert", with)));

        Assert.Equal((status, code), (RunView.StatusOf(_run), _run.Error?.Code));
    }

    [Fact]
    public void The_state_reads_as_it_was_written()
    {
        Begin(Of(Step("each") with { ForEach = Expression("[1, 2]") }, Step("two")), """{"x":"ü"}""");
        Complete("each", "10", item: 0);
        Happen(new SignalReceived(Guid.NewGuid(), "go", JsonElement.Parse("{}"), "user:1"));

        var read = RunStates.Read(RunStates.Write(_run));

        Assert.Equal(RunStates.Write(_run), RunStates.Write(read));
        Assert.Equal([1], WorkflowLogic.Attempts(_definition, read).Select(attempt => attempt.Id.Item));
        Assert.Empty(read.Compensations);
        Assert.Empty(read.Steps[1].Items);
    }

    private void Begin(WorkflowDefinition definition, string inputs = "{}")
    {
        (_definition, _now) = (definition, s_noon);
        _history.Clear();
        _events.Clear();
        Take(WorkflowLogic.Begin(definition, new RunState
        {
            RunId = Guid.Parse("01a20000-0000-7000-8000-000000000001"),
            Workflow = definition.Name,
            Version = 1,
            Inputs = JsonElement.Parse(inputs),
            RequestedBy = "user:1",
            Trigger = "api",
            StartedAt = _now,
        }, _now));
    }

    private void Happen(Happening happening) => Take(WorkflowLogic.Apply(_definition, _run, happening, _now));

    private void Take(RunDecision decision)
    {
        _run = decision.Next;
        _history.AddRange(decision.History);
        _events.AddRange(decision.Events.Select(draft => draft.Type));
    }

    private void PassTo(DateTimeOffset? instant)
    {
        _now = instant ?? _now;
        while (WorkflowLogic.NextDue(_definition, _run, _now) is { } due)
        {
            Happen(due);
        }
    }

    private ImmutableArray<(AttemptId Id, ItemState Work)> AllAttempts() => [.. WorkflowLogic.Attempts(_definition, _run)];

    private IEnumerable<string> Attempts() => AllAttempts().Select(attempt => attempt.Id.IsCompensation ? $"undo {attempt.Id.Step}" : attempt.Id.Step);

    private (AttemptId Id, ItemState Work) Attempt(string step, int item = 0) => AllAttempts().Single(attempt => attempt.Id.Step == step && (attempt.Id.Item == item || attempt.Id.IsCompensation));

    private string Input(string step) => Attempt(step).Work.Inputs!.Value.GetRawText();

    private void Complete(string step, string output = "null", int item = 0) => Happen(new AttemptCompleted(Attempt(step, item).Id, JsonElement.Parse(output)));

    private void Fail(string step, string code, bool retryable = false) =>
        Happen(new AttemptFailed(Attempt(step).Id, new WorkflowError(code, $"It is {code}."), retryable, RetryAfter: null));
}
