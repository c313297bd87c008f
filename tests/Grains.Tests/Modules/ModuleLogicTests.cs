using Nms.Modules;

namespace Nms.Grains.Tests.Modules;

public sealed class ModuleLogicTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_five = TimeSpan.FromMinutes(5);

    [Fact]
    public void A_new_module_is_healthy_and_told_of()
    {
        var (next, changed, events) = ModuleLogic.Register(null, Registration(), s_noon);

        Assert.True(next.Healthy);
        Assert.Empty(changed);
        Assert.Equal("module.registered", Assert.Single(events).Type);
    }

    [Fact]
    public void Saying_the_same_again_is_no_news()
    {
        var known = ModuleLogic.Register(null, Registration() with { Capabilities = ["a", "b"] }, s_noon).Next;

        var (next, changed, events) = ModuleLogic.Register(known, Registration() with { Capabilities = ["b", "a"] }, s_noon.AddMinutes(1));

        Assert.Empty(changed);
        Assert.Empty(events);
        Assert.Equal((s_noon, s_noon.AddMinutes(1)), (next.UpdatedAt, next.LastHeartbeat));
    }

    [Fact]
    public void What_is_new_is_named()
    {
        var known = ModuleLogic.Register(null, Registration(), s_noon).Next;

        var (_, changed, events) = ModuleLogic.Register(known, Registration() with { Version = "2", Critical = true, HealthUrl = "http://a/" }, s_noon);

        Assert.Equal(["version", "health_url", "critical"], changed);
        Assert.Equal("module.updated", Assert.Single(events).Type);
    }

    [Theory]
    [InlineData("user:1", false, null)]
    [InlineData("user:2", false, "module_not_yours")]
    [InlineData("user:2", true, null)]
    public void A_name_belongs_to_who_registered_it(string owner, bool managesAll, string? code)
    {
        var known = ModuleLogic.Register(null, Registration(), s_noon).Next;

        Assert.Equal(code, ModuleLogic.Refusal(known, Registration() with { OwnerId = owner, MayTakeOver = managesAll })?.Code);
        Assert.Null(ModuleLogic.Refusal(null, Registration() with { OwnerId = owner }));
    }

    [Fact]
    public void A_manager_who_registers_a_module_does_not_become_its_owner()
    {
        var known = ModuleLogic.Register(null, Registration(), s_noon).Next;

        Assert.Equal("user:1", ModuleLogic.Register(known, Registration() with { OwnerId = "user:2", MayTakeOver = true }, s_noon).Next.Registration.OwnerId);
    }

    [Fact]
    public void Nobody_takes_a_built_in_module()
    {
        var known = ModuleLogic.Register(null, Registration() with { OwnerId = BuiltInModules.Owner, BuiltIn = true }, s_noon).Next;

        Assert.NotNull(ModuleLogic.Refusal(known, Registration() with { MayTakeOver = true }));
    }

    [Theory]
    [InlineData(true, "module.unhealthy")]
    [InlineData(false, "module.silent")]
    public void Silence_is_told_once_and_so_is_its_end(bool critical, string type)
    {
        var module = ModuleLogic.Register(null, Registration() with { Critical = critical }, s_noon).Next;

        var still = Judge(module, s_noon + s_five);
        var silent = Judge(module, s_noon + s_five + TimeSpan.FromSeconds(1));
        var later = Judge(silent.Next, s_noon.AddHours(1));
        var back = Judge(silent.Next with { LastHeartbeat = s_noon.AddHours(1) }, s_noon.AddHours(1));

        Assert.Empty(still.Events);
        Assert.Equal(type, Assert.Single(silent.Events).Type);
        Assert.False(silent.Next.Healthy);
        Assert.Empty(later.Events);
        Assert.Equal("module.recovered", Assert.Single(back.Events).Type);
        Assert.Null(back.Next.Complaint);
    }

    [Fact]
    public void While_nobody_listened_nobody_was_silent()
    {
        var module = ModuleLogic.Register(null, Registration(), s_noon).Next;

        Assert.Empty(ModuleLogic.Judge(module, s_noon.AddHours(1), s_noon.AddHours(1).AddMinutes(4), s_five, 3).Events);
    }

    [Fact]
    public void A_health_address_that_fails_three_times_makes_a_module_unhealthy_and_a_good_answer_heals_it()
    {
        var module = ModuleLogic.Register(null, Registration(), s_noon).Next;
        for (var look = 1; look <= 3; look++)
        {
            Assert.Empty(Judge(module, s_noon).Events);
            module = ModuleLogic.Probed(module, "it answered 500.", s_noon.AddSeconds(look));
        }

        var sick = Judge(module, s_noon.AddSeconds(3));
        var well = Judge(ModuleLogic.Probed(sick.Next, null, s_noon.AddSeconds(4)), s_noon.AddSeconds(4));

        Assert.Equal("module.silent", Assert.Single(sick.Events).Type);
        Assert.Contains("it answered 500.", sick.Next.Complaint, StringComparison.Ordinal);
        Assert.Equal("module.recovered", Assert.Single(well.Events).Type);
        Assert.Equal(s_noon.AddSeconds(4), well.Next.LastHeartbeat);
    }

    private static (ModuleSnapshot Next, System.Collections.Immutable.ImmutableArray<Nms.Events.EventDraft> Events) Judge(ModuleSnapshot module, DateTimeOffset now) =>
        ModuleLogic.Judge(module, module.RegisteredAt, now, s_five, 3);

    private static ModuleRegistration Registration() => new() { Name = "scanner", Version = "1", OwnerId = "user:1", OwnerName = "olga" };
}
