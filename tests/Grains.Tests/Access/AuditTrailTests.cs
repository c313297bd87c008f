using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Nms.Access;
using Nms.Testing;
using Nms.Testing.Fakes;

namespace Nms.Grains.Tests.Access;

public sealed class AuditTrailTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryAuditLog _log = new();
    private readonly AuditTrail _trail;

    public AuditTrailTests() => _trail = new AuditTrail(_log, AuditSeal.Unkeyed, new Silo(), _time, NullLogger<AuditTrail>.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static AuditRecord Record(string action = "start_node", AuditOutcome outcome = AuditOutcome.Succeeded) => new() { Action = action, Outcome = outcome };

    [Fact]
    public async Task A_record_gets_its_time_and_silo()
    {
        await _trail.RecordAsync(Record());

        Assert.Equal((_time.GetUtcNow(), "silo-1"), (_log.Entries[0].Record.At, _log.Entries[0].Record.Silo));
    }

    [Fact]
    public async Task What_callers_sent_is_bounded_and_on_one_line()
    {
        await _trail.RecordAsync(Record() with
        {
            PrincipalName = "a\r\nb\0\ud800",
            Request = new string('x', 100_000),
            ChangesJson = "{ \"name\" : { \"old\": 1, \"new\": \"\\u00e4\" } }",
        });

        var record = _log.Entries[0].Record;
        Assert.Equal("a\ufffd\ufffdb\ufffd\ufffd", record.PrincipalName);
        Assert.Equal(1025, record.Request!.Length);
        Assert.Equal("{\"name\":{\"old\":1,\"new\":\"ä\"}}", record.ChangesJson);
    }

    [Fact]
    public async Task What_could_not_be_written_is_written_before_the_next_one()
    {
        _log.Failure = new StorageException("storage_full", "full");
        var error = await Assert.ThrowsAsync<StorageException>(() => _trail.RecordAsync(Record("first")));
        await Assert.ThrowsAsync<StorageException>(() => _trail.RecordAsync(Record("intent", AuditOutcome.Started)));
        await Assert.ThrowsAsync<StorageException>(() => _trail.RecordAsync(Record("second")));

        Assert.Equal(("audit_unavailable", true), (error.Code, error.IsTransient));
        Assert.True(_trail.IsDoubtful);

        _log.Failure = null;
        await _trail.RecordAsync(Record("third"));

        Assert.False(_trail.IsDoubtful);
        Assert.Equal(["first", "second", "third"], _log.Entries.Select(entry => entry.Record.Action));
    }

    [Fact]
    public async Task A_log_that_does_not_answer_fails_after_ten_seconds()
    {
        var trail = new AuditTrail(new SilentAuditLog(_log), AuditSeal.Unkeyed, new Silo(), _time, NullLogger<AuditTrail>.Instance);

        var recording = trail.RecordAsync(Record());
        _time.Advance(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<StorageException>(() => recording);
    }

    [Fact]
    public async Task Old_entries_are_deleted_and_that_is_recorded()
    {
        var options = Options.Create(new AuditOptions { RetentionDays = 2 });
        await _trail.RecordAsync(Record("old"));
        _time.Advance(TimeSpan.FromDays(3));
        await _trail.RecordAsync(Record("new"));
        using var retention = new AuditRetentionService(_log, _trail, options, _time, NullLogger<AuditRetentionService>.Instance);

        await retention.StartAsync(Cancellation);
        await Eventually.IsTrueAsync(
            () => Task.FromResult(_log.Entries.Length == 3), () => $"three entries; there are {_log.Entries.Length}", Cancellation);
        await retention.StopAsync(Cancellation);

        Assert.Equal(["new", "silo.start", "audit.purge"], _log.Entries.Select(entry => entry.Record.Action));
        Assert.Null((await _trail.VerifyAsync(null, null, null, Cancellation)).Fault);
    }

    [Fact]
    public async Task A_key_that_is_set_and_not_used_at_the_end_is_found()
    {
        await _trail.RecordAsync(Record());

        var found = await new AuditVerifier(_log, AuditSeal.WithKey(new byte[32])).RunAsync(null, null, null, Cancellation);

        Assert.Equal(new AuditFault(1, AuditFault.Weakened), found.Fault);
    }

    private sealed class Silo : ILocalSiloDetails
    {
        public string Name => "silo-1";

        public string ClusterId => "c";

        public string DnsHostName => "h";

        public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, 1, 1);

        public SiloAddress GatewayAddress => SiloAddress;
    }

    private sealed class SilentAuditLog(IAuditLog log) : IAuditLog
    {
        public Task<ImmutableArray<AuditEntry>> AppendAsync(
            ImmutableArray<AuditRecord> records, CancellationToken cancellationToken = default) =>
            new TaskCompletionSource<ImmutableArray<AuditEntry>>().Task;

        public Task<ImmutableArray<AuditEntry>> ReadAsync(
            AuditQuery query, long after, int limit, CancellationToken cancellationToken = default) => log.ReadAsync(query, after, limit, cancellationToken);

        public Task<ImmutableArray<AuditEntry>> QueryAsync(
            AuditQuery query, long before, int limit, CancellationToken cancellationToken = default) => log.QueryAsync(query, before, limit, cancellationToken);

        public Task<AuditBounds> GetBoundsAsync(CancellationToken cancellationToken = default) => log.GetBoundsAsync(cancellationToken);

        public Task<AuditAnchor?> PurgeAsync(DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken = default) =>
            log.PurgeAsync(before, now, cancellationToken);
    }
}
