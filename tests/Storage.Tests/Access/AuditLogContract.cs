using System.Collections.Immutable;
using FsCheck.Fluent;
using Nms.Access;

namespace Nms.Storage.Tests;

/// <summary>What every audit log keeps, whatever database is under it. Each test starts with an empty log.</summary>
public abstract class AuditLogContract : IAsyncLifetime
{
    private protected static readonly AuditSeal Seal = AuditSeal.WithKey([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IAuditLog Log { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Log = await OpenEmptyAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync();
    }

    protected abstract Task<IAuditLog> OpenEmptyAsync();

    /// <summary>Closes the log and opens it again on the same database.</summary>
    protected abstract Task<IAuditLog> ReopenAsync();

    protected abstract Task CloseAsync();

    /// <summary>Runs a statement as somebody would who has the database but not the program.</summary>
    protected abstract Task ExecuteAsync(string sql);

    /// <summary>Takes the triggers away, as somebody would who owns the database.</summary>
    protected abstract Task DisarmAsync();

    [Fact]
    public async Task An_empty_log_begins_and_ends_at_the_origin()
    {
        Assert.Equal(new AuditBounds(AuditMark.Origin, null), await Log.GetBoundsAsync(Cancellation));
        Assert.Null((await VerifyAsync()).Fault);
    }

    [Fact]
    public async Task Any_record_reads_as_it_was_appended_and_the_chain_verifies()
    {
        var records = AuditSamples.Any.Sample(200).ToImmutableArray();

        var appended = await Log.AppendAsync(records, Cancellation);
        Log = await ReopenAsync();

        Assert.Equal(records, appended.Select(entry => entry.Record));
        Assert.Equal(appended, await Log.ReadAsync(AuditQuery.All, 0, 1000, Cancellation));
        var found = await VerifyAsync();
        Assert.Null(found.Fault);
        Assert.Equal((1, 200, 1), (found.From, found.To, found.KeyedFrom));
    }

    [Fact]
    public async Task Concurrent_appends_make_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; i < 10; i++)
                {
                    await Log.AppendAsync(AuditSamples.Records(1 + (writer % 3)), Cancellation);
                }
            },
            Cancellation)));

        var found = await VerifyAsync();
        Assert.Null(found.Fault);
        Assert.Equal(found.Head.Sequence, found.To);
    }

    [Fact]
    public async Task A_query_filters_and_goes_on_from_newest_to_oldest()
    {
        var project = Guid.NewGuid();
        ImmutableArray<AuditRecord> records =
        [
            AuditSamples.Record(),
            AuditSamples.Record() with { PrincipalId = "user:2", PrincipalName = "bob", ProjectId = project },
            AuditSamples.Record("stop_node") with { Outcome = AuditOutcome.Refused, ObjectId = "n2", CorrelationId = "trace-2" },
            AuditSamples.Record(at: AuditSamples.Noon.AddHours(2)) with { ObjectType = "project" },
        ];
        await Log.AppendAsync(records, Cancellation);
        AuditQuery[] queries =
        [
            AuditQuery.All,
            new() { PrincipalId = "user:2" },
            new() { PrincipalName = "alice" },
            new() { Action = "stop_node" },
            new() { ObjectType = "project" },
            new() { ObjectId = "n2" },
            new() { ProjectId = project },
            new() { Projects = [project, Guid.NewGuid()] },
            new() { Projects = [] },
            new() { Outcome = AuditOutcome.Refused },
            new() { From = AuditSamples.Noon.AddHours(1) },
            new() { To = AuditSamples.Noon.AddHours(1), PrincipalId = "user:1" },
            new() { CorrelationId = "trace-2" },
        ];

        foreach (var query in queries)
        {
            var expected = records.Where(query.Matches).ToList();

            Assert.Equal(expected, (await Log.ReadAsync(query, 0, 10, Cancellation)).Select(entry => entry.Record));
            Assert.Equal(Enumerable.Reverse(expected), (await Log.QueryAsync(query, long.MaxValue, 10, Cancellation)).Select(entry => entry.Record));
        }

        var first = await Log.QueryAsync(AuditQuery.All, long.MaxValue, 3, Cancellation);
        Assert.Equal([4, 3, 2], first.Select(entry => entry.Sequence));
        Assert.Equal([1], (await Log.QueryAsync(AuditQuery.All, 2, 3, Cancellation)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Retention_deletes_a_whole_prefix_and_leaves_an_anchor_that_verifies()
    {
        await Log.AppendAsync([.. Enumerable.Range(0, 2_500).Select(i => AuditSamples.Record(at: AuditSamples.Noon.AddMinutes(i)))], Cancellation);
        await Log.AppendAsync([AuditSamples.Record(at: AuditSamples.Noon)], Cancellation); // late, behind newer ones: stays

        var anchor = await Log.PurgeAsync(AuditSamples.Noon.AddMinutes(2_000), AuditSamples.Noon.AddDays(9), Cancellation);
        await Log.AppendAsync([AuditSamples.Record()], Cancellation);

        Assert.Equal(2_000, anchor!.Sequence);
        Assert.Equal(2_001, (await Log.ReadAsync(AuditQuery.All, 0, 1, Cancellation))[0].Sequence);
        var found = await VerifyAsync();
        Assert.Null(found.Fault);
        Assert.Equal((2_001, 2_502), (found.From, found.To));
        Assert.Equal(anchor, found.Anchor);
        Assert.Null(await Log.PurgeAsync(AuditSamples.Noon, AuditSamples.Noon.AddDays(9), Cancellation));
    }

    [Fact]
    public async Task Retention_may_delete_everything_and_the_chain_goes_on()
    {
        await Log.AppendAsync(AuditSamples.Records(3), Cancellation);

        await Log.PurgeAsync(AuditSamples.Noon.AddDays(1), AuditSamples.Noon.AddDays(2), Cancellation);
        Log = await ReopenAsync();
        var next = await Log.AppendAsync(AuditSamples.Records(1), Cancellation);

        Assert.Equal(4, next[0].Sequence);
        Assert.Null((await VerifyAsync()).Fault);
    }

    [Theory]
    [InlineData("UPDATE audit_log SET action = 'nothing' WHERE sequence = 2")]
    [InlineData("DELETE FROM audit_log WHERE sequence = 2")]
    [InlineData("DELETE FROM audit_log")]
    [InlineData("UPDATE audit_anchor SET proof = ''")]
    [InlineData("DELETE FROM audit_anchor")]
    [InlineData("INSERT INTO audit_anchor (sequence, hash, at, seal, proof) SELECT 3, 'forged', at, seal, proof FROM audit_anchor")]
    [InlineData("INSERT INTO audit_log SELECT * FROM audit_log WHERE sequence = 3")]
    public async Task The_database_refuses_to_change_the_log(string sql)
    {
        await Log.AppendAsync(AuditSamples.Records(1), Cancellation);
        await Log.PurgeAsync(AuditSamples.Noon.AddDays(1), AuditSamples.Noon.AddDays(1), Cancellation);
        await Log.AppendAsync(AuditSamples.Records(3), Cancellation);

        await Assert.ThrowsAnyAsync<Exception>(() => ExecuteAsync(sql));

        Assert.Null((await VerifyAsync()).Fault);
    }

    [Theory]
    [InlineData("UPDATE audit_log SET action = 'nothing' WHERE sequence = 3", 3, AuditFault.Changed)]
    [InlineData("UPDATE audit_log SET principal_name = NULL WHERE sequence = 1", 1, AuditFault.Changed)]
    [InlineData("DELETE FROM audit_log WHERE sequence = 3", 3, AuditFault.Missing)]
    [InlineData("DELETE FROM audit_log WHERE sequence > 3", 4, AuditFault.Missing)]
    [InlineData("UPDATE audit_head SET sequence = 9", 6, AuditFault.Missing)]
    public async Task What_an_owner_of_the_database_changes_is_found(string sql, long sequence, string reason)
    {
        await Log.AppendAsync(AuditSamples.Records(5), Cancellation);
        await DisarmAsync();

        await ExecuteAsync(sql);

        Assert.Equal(new AuditFault(sequence, reason), (await VerifyAsync()).Fault);
    }

    [Fact]
    public async Task A_changed_anchor_and_a_remembered_hash_that_is_gone_are_found()
    {
        await Log.AppendAsync(AuditSamples.Records(4), Cancellation);
        await Log.PurgeAsync(AuditSamples.Noon.AddDays(1), AuditSamples.Noon.AddDays(1), Cancellation);
        await Log.AppendAsync(AuditSamples.Records(2), Cancellation);
        var head = (await Log.GetBoundsAsync(Cancellation)).Head;
        var verifier = new AuditVerifier(Log, Seal);
        Assert.Null((await verifier.RunAsync(null, null, head, Cancellation)).Fault);
        await DisarmAsync();

        Assert.Equal(
            new AuditFault(6, AuditFault.KnownDiffers), (await verifier.RunAsync(null, null, head with { Hash = AuditMark.Origin.Hash }, Cancellation)).Fault);
        Assert.Equal(new AuditFault(7, AuditFault.Missing), (await verifier.RunAsync(null, null, head with { Sequence = 8 }, Cancellation)).Fault);
        await ExecuteAsync("UPDATE audit_anchor SET hash = 'forged'");
        Assert.Equal(new AuditFault(4, AuditFault.AnchorChanged), (await VerifyAsync()).Fault);
    }

    private Task<AuditVerification> VerifyAsync() => new AuditVerifier(Log, Seal, page: 64).RunAsync(null, null, null, Cancellation);
}
