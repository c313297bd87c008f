using Microsoft.Extensions.DependencyInjection;

namespace Nms.Storage.Tests;

/// <summary>What every reminder table keeps.</summary>
public abstract class ReminderTableContract(StorageFixture fixture)
{
    private readonly GrainId _grain = GrainId.Create("nms.test", Guid.NewGuid().ToString("N"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IReminderTable Table
    {
        get
        {
            Assert.SkipWhen(fixture.SkipReason is not null, fixture.SkipReason ?? "");
            return fixture.Services.GetRequiredService<IReminderTable>();
        }
    }

    [Fact]
    public async Task A_reminder_reads_as_it_was_written()
    {
        var entry = Entry("wake");

        var etag = await Table.UpsertRow(entry, Cancellation);

        var read = await Table.ReadRow(_grain, "wake", Cancellation);
        Assert.Equal(
            (entry.GrainId, entry.ReminderName, entry.StartAt, entry.Period, etag),
            (read!.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
    }

    [Fact]
    public async Task A_reminder_that_is_not_there_reads_as_none()
    {
        Assert.Null(await Table.ReadRow(_grain, "wake", Cancellation));
        Assert.Empty((await Table.ReadRows(_grain, Cancellation)).Reminders);
    }

    [Fact]
    public async Task Writing_again_replaces_it_under_a_new_etag()
    {
        var first = await Table.UpsertRow(Entry("wake"), Cancellation);
        var second = await Table.UpsertRow(Entry("wake", TimeSpan.FromMinutes(9)), Cancellation);

        Assert.NotEqual(first, second);
        Assert.Equal(TimeSpan.FromMinutes(9), Assert.Single((await Table.ReadRows(_grain, Cancellation)).Reminders).Period);
    }

    [Fact]
    public async Task Removing_needs_the_current_etag()
    {
        var stale = await Table.UpsertRow(Entry("wake"), Cancellation);
        var current = await Table.UpsertRow(Entry("wake"), Cancellation);

        Assert.False(await Table.RemoveRow(_grain, "wake", stale!, Cancellation));
        Assert.True(await Table.RemoveRow(_grain, "wake", current!, Cancellation));
        Assert.False(await Table.RemoveRow(_grain, "wake", current!, Cancellation));
        Assert.Null(await Table.ReadRow(_grain, "wake", Cancellation));
    }

    [Fact]
    public async Task A_grain_has_several_reminders()
    {
        await Table.UpsertRow(Entry("one"), Cancellation);
        await Table.UpsertRow(Entry("two"), Cancellation);

        Assert.Equal(["one", "two"], (await Table.ReadRows(_grain, Cancellation)).Reminders.Select(r => r.ReminderName).Order());
    }

    [Fact]
    public async Task A_range_is_open_below_and_closed_above_and_goes_around_the_top()
    {
        await Table.UpsertRow(Entry("wake"), Cancellation);
        var hash = _grain.GetUniformHashCode();

        Assert.True(await InRangeAsync(hash - 1, hash));
        Assert.False(await InRangeAsync(hash, hash + 1));
        Assert.True(await InRangeAsync(hash - 1, 0));
        Assert.False(await InRangeAsync(hash, hash - 1));
        Assert.True(await InRangeAsync(hash + 1, hash));
        Assert.True(await InRangeAsync(0, 0));
    }

    [Fact]
    public async Task A_reminder_is_there_after_a_restart()
    {
        await Table.UpsertRow(Entry("wake"), Cancellation);

        await fixture.RestartAsync();

        Assert.NotNull(await Table.ReadRow(_grain, "wake", Cancellation));
    }

    private async Task<bool> InRangeAsync(uint begin, uint end) =>
        (await Table.ReadRows(begin, end, Cancellation)).Reminders.Any(r => r.GrainId == _grain);

    private ReminderEntry Entry(string name, TimeSpan? period = null) => new()
    {
        GrainId = _grain,
        ReminderName = name,
        StartAt = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc),
        Period = period ?? TimeSpan.FromMinutes(5),
    };
}
