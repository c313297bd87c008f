using System.Collections.Immutable;

namespace Nms.Storage.Tests;

/// <summary>How a schema is brought forward. Each test starts with an empty database.</summary>
public abstract class MigrationContract
{
    private protected static readonly ImmutableArray<Migration> Two =
    [
        MigrationSet.Create(1, "one", "CREATE TABLE one (id integer); INSERT INTO one VALUES (1);"),
        MigrationSet.Create(2, "two", "CREATE TABLE two (id integer); INSERT INTO two SELECT id + 1 FROM one;"),
    ];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_database_gets_every_step_in_order()
    {
        await MigrateAsync(Two);

        Assert.Equal(2, await NumberAsync("SELECT id FROM two"));
        Assert.Equal(2, await NumberAsync("SELECT count(*) FROM nms_migration WHERE applied_at IS NOT NULL"));
        Assert.Equal(1, await NumberAsync($"SELECT count(*) FROM nms_migration WHERE number = 2 AND name = 'two' AND checksum = '{Two[1].Checksum}'"));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await MigrateAsync(Two);
        await MigrateAsync(Two);

        Assert.Equal(1, await NumberAsync("SELECT count(*) FROM one"));
    }

    [Fact]
    public async Task Only_the_new_steps_are_taken()
    {
        await MigrateAsync(Two[..1]);
        await MigrateAsync(Two);

        Assert.Equal(1, await NumberAsync("SELECT count(*) FROM one"));
        Assert.Equal(2, await NumberAsync("SELECT id FROM two"));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_of_itself_and_can_be_taken_again()
    {
        var broken = MigrationSet.Create(2, "two", "CREATE TABLE two (id integer); INSERT INTO nowhere VALUES (1);");

        await Assert.ThrowsAnyAsync<Exception>(() => MigrateAsync([Two[0], broken]));
        await MigrateAsync(Two);

        Assert.Equal(1, await NumberAsync("SELECT count(*) FROM one"));
        Assert.Equal(2, await NumberAsync("SELECT id FROM two"));
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused_with_a_sentence()
    {
        await MigrateAsync(Two);

        var error = await Assert.ThrowsAsync<StorageException>(() => MigrateAsync(Two[..1]));

        Assert.Equal("storage_schema", error.Code);
        Assert.Contains("newer version of NMS (schema 2, this program knows 1)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_differs_from_the_one_taken_is_refused_with_a_sentence()
    {
        await MigrateAsync(Two[..1]);

        var error = await Assert.ThrowsAsync<StorageException>(() => MigrateAsync([MigrationSet.Create(1, "one", "CREATE TABLE other (id integer);")]));

        Assert.Equal("storage_schema", error.Code);
        Assert.Contains("step 1 (one)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_programs_own_steps_can_be_taken()
    {
        await MigrateAsync(Own);
        await MigrateAsync(Own);

        Assert.Equal(0, await NumberAsync("SELECT head FROM event_log_head"));
    }

    private protected abstract ImmutableArray<Migration> Own { get; }

    private protected abstract Task MigrateAsync(ImmutableArray<Migration> known);

    protected abstract Task<long> NumberAsync(string sql);
}
