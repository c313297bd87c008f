using Nms.Discovery;

namespace Nms.Grains.Tests.Discovery;

public sealed class DiscoveryRunLogicTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Reports_add_up()
    {
        var run = DiscoveryRunLogic.Apply(Run(), new DiscoveryReport { Phase = "profiling", Targets = [Target(1, DiscoveryTargetStatus.Pending), Target(2, DiscoveryTargetStatus.Pending)], Notes = ["a"] });
        run = DiscoveryRunLogic.Apply(run, new DiscoveryReport { Targets = [Target(1, DiscoveryTargetStatus.Completed)], Notes = ["a", "b"], AddressesSwept = 5 });

        Assert.Equal((2, 1, "profiling", 5L), (run.Targets.Length, run.Done, run.Phase, run.AddressesSwept));
        Assert.Equal(["a", "b"], run.Notes);
    }

    [Theory]
    [InlineData(DiscoveryTargetStatus.Completed, null, DiscoveryRunStatus.Completed)]
    [InlineData(DiscoveryTargetStatus.Partial, null, DiscoveryRunStatus.Partial)]
    [InlineData(DiscoveryTargetStatus.Failed, null, DiscoveryRunStatus.Partial)]
    [InlineData(DiscoveryTargetStatus.Gone, null, DiscoveryRunStatus.Partial)]
    [InlineData(DiscoveryTargetStatus.Completed, "no project", DiscoveryRunStatus.Failed)]
    public void A_run_is_completed_only_when_every_profile_is(DiscoveryTargetStatus status, string? error, DiscoveryRunStatus expected) =>
        Assert.Equal(expected, DiscoveryRunLogic.End(Run() with { Targets = [Target(1, DiscoveryTargetStatus.Completed), Target(2, status)] }, error, null, s_now).Status);

    [Fact]
    public void Runs_of_a_scope_are_compared()
    {
        var comparison = DiscoveryRunLogic.Compare(
            Guid.Empty,
            [Target(1, DiscoveryTargetStatus.Completed), Target(2, DiscoveryTargetStatus.Completed), Target(3, DiscoveryTargetStatus.Completed)],
            [Target(2, DiscoveryTargetStatus.Completed) with { Changed = true }, Target(3, DiscoveryTargetStatus.Partial), Target(4, DiscoveryTargetStatus.Completed) with { Changed = true }]);

        Assert.Equal([Id(4)], comparison.Discovered);
        Assert.Equal([Id(2)], comparison.Changed);
        Assert.Equal([Id(1)], comparison.Lost);
        Assert.Equal(1, comparison.Unchanged);
    }

    [Fact]
    public void Equal_scopes_have_equal_keys()
    {
        Assert.Equal(ScopeKeys.Of(new DiscoveryScope { Ranges = ["10.0.0.0/24", " 10.1.0.0/24"] }), ScopeKeys.Of(new DiscoveryScope { Ranges = ["10.1.0.0/24", "10.0.0.0/24"] }));
        Assert.NotEqual(ScopeKeys.Of(new DiscoveryScope { ProjectId = Id(1) }), ScopeKeys.Of(new DiscoveryScope { ProjectId = Id(1), NodeId = Id(2) }));
    }

    [Fact]
    public void A_schedule_is_due_after_its_period_and_its_share_of_chance()
    {
        var schedule = new DiscoverySchedule
        {
            ScheduleId = Id(1),
            Name = "nightly",
            Scope = new DiscoveryScope(),
            Options = new DiscoveryRunOptions(),
            OwnerName = "admin",
            Enabled = true,
            Every = TimeSpan.FromHours(1),
            Jitter = TimeSpan.FromMinutes(10),
        };

        var next = ScheduleLogic.Next(schedule, s_now, chance: 0.5);

        Assert.Equal(s_now.AddMinutes(65), next);
        Assert.False(ScheduleLogic.IsDue(schedule with { NextAt = next }, next.AddTicks(-1)));
        Assert.True(ScheduleLogic.IsDue(schedule with { NextAt = next }, next));
        Assert.False(ScheduleLogic.IsDue(schedule with { NextAt = next, Enabled = false }, next));
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static DiscoveryTarget Target(int number, DiscoveryTargetStatus status) => new() { EquipmentId = Id(number), Name = $"R{number}", Status = status };

    private static DiscoveryRunSnapshot Run() => new() { RunId = Id(9), Request = new DiscoveryRequest { Scope = new DiscoveryScope { ProjectId = Id(8) }, Options = new DiscoveryRunOptions(), RequestedBy = "admin" }, StartedAt = s_now };
}
