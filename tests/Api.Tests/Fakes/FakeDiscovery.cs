using System.Collections.Immutable;
using Nms.Consoles;
using Nms.Discovery;
using Nms.Equipment;
using Nms.Nodes;

namespace Nms.Api.Tests.Fakes;

/// <summary>Runs that are over at once, and one piece of equipment: the host PC1 of the campus.</summary>
internal sealed class FakeDiscovery : IConfigurationTexts, IScopeCheck, INodeConsoles
{
    public static readonly Guid Run = new("99999999-9999-4999-8999-999999999999");
    public static readonly Guid Schedule = new("aaaaaaaa-9999-4999-8999-999999999999");

    private static readonly DiscoveryRunOptions s_options = new() { IncludeConsole = true };
    private static readonly DiscoveryScope s_scope = new() { ProjectId = FakeModel.Campus };

    public static EquipmentProfile Profile { get; } = new() { EquipmentId = FakeModel.Pc, ProjectId = FakeModel.Campus, Name = "PC1", Status = ProfileStatus.Completed, Version = 1 };

    public static EquipmentSummary Summary { get; } = new() { EquipmentId = FakeModel.Pc, ProjectId = FakeModel.Campus, Name = "PC1", Addresses = ["10.0.0.1"], Version = 1 };

    /// <summary>The grain of an interface that discovery has; null for any other.</summary>
    public static object? Find(Type type, Guid key) => type == typeof(IDiscoveryRunGrain) ? new RunGrain(key) : type == typeof(IEquipmentDirectoryGrain) ? new EquipmentList() : null;

    /// <summary>The grain of an interface that discovery has; null for any other.</summary>
    public static object? Find(Type type, string key) =>
        type == typeof(IDiscoveryDirectoryGrain) ? new Directory()
        : type == typeof(IEquipmentGrain) ? new EquipmentGrain(key)
        : type == typeof(IEquipmentHistoryGrain) ? new History()
        : type == typeof(IEquipmentConfigurationsGrain) ? new Configurations()
        : null;

    public Task<string> ReadAsync(NodeKey key, string name, int? version, bool withSecrets, CancellationToken cancellationToken) => Task.FromResult("hostname PC1");

    public Task<string> CompareAsync(NodeKey key, string name, int? from, int? to, bool withSecrets, CancellationToken cancellationToken) => Task.FromResult("");

    public IReadOnlyList<(string Field, string Complaint)> Complaints(DiscoveryScope scope) => [];

    public Task<ConsoleTranscript> TypeAsync(NodeKey key, ImmutableArray<string> commands, bool mayWrite, bool withSecrets, CancellationToken cancellationToken) =>
        Task.FromResult(new ConsoleTranscript("vpcs", "PC1>", [.. commands.Select(command => new ConsoleLine(command, $"write {mayWrite}, secrets {withSecrets}", false))], null));

    private static DiscoveryRunSnapshot Snapshot(Guid id) => new()
    {
        RunId = id,
        Request = new DiscoveryRequest { Scope = s_scope, Options = s_options, RequestedBy = "admin" },
        Status = DiscoveryRunStatus.Completed,
        StartedAt = DateTimeOffset.UnixEpoch,
        CompletedAt = DateTimeOffset.UnixEpoch,
    };

    private sealed class RunGrain(Guid id) : IDiscoveryRunGrain
    {
        public Task StartAsync(DiscoveryRequest request, Guid? previousRunId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task EnsureRunningAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask<DiscoveryRunSnapshot?> FindAsync(CancellationToken cancellationToken) => ValueTask.FromResult(id == Run ? Snapshot(id) : null);

        public Task<DiscoveryRunSnapshot> WaitAsync(TimeSpan most, CancellationToken cancellationToken) => Task.FromResult(Snapshot(id));

        public Task<DiscoveryRunSnapshot> CancelAsync(string by, CancellationToken cancellationToken) => Task.FromResult(Snapshot(id) with { Status = DiscoveryRunStatus.Cancelled });

        public Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Directory : IDiscoveryDirectoryGrain
    {
        public Task<DiscoveryStart> StartAsync(DiscoveryRequest request, CancellationToken cancellationToken) => Task.FromResult(new DiscoveryStart(Run, Joined: false));

        public ValueTask<ImmutableArray<Guid>> ListActiveAsync(CancellationToken cancellationToken) => ValueTask.FromResult(ImmutableArray<Guid>.Empty);

        public ValueTask<ImmutableArray<DiscoveryRunEntry>> ListAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult<ImmutableArray<DiscoveryRunEntry>>([new(Run, "project", FakeModel.Campus, DateTimeOffset.UnixEpoch, DiscoveryRunStatus.Completed)]);

        public Task EndedAsync(Guid runId, DiscoveryRunStatus status, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<DiscoverySchedule> SaveScheduleAsync(DiscoverySchedule schedule, CancellationToken cancellationToken) => Task.FromResult(schedule);

        public Task<bool> DeleteScheduleAsync(Guid scheduleId, CancellationToken cancellationToken) => Task.FromResult(true);

        public ValueTask<ImmutableArray<DiscoverySchedule>> ListSchedulesAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ImmutableArray<DiscoverySchedule>>(
            [new() { ScheduleId = Schedule, Name = "nightly", Scope = s_scope, Options = s_options, OwnerName = "admin", Every = TimeSpan.FromDays(1) }]);

        public Task RunDueAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class EquipmentList : IEquipmentDirectoryGrain
    {
        public Task IndexAsync(ImmutableArray<EquipmentSummary> summaries, CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask<ImmutableArray<EquipmentSummary>> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ImmutableArray<EquipmentSummary>>([Summary]);

        public Task CareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task RemoveAsync(ImmutableArray<Guid> equipmentIds, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class EquipmentGrain(string key) : IEquipmentGrain
    {
        public Task<EquipmentRecorded> RecordAsync(EquipmentRecord record, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<EquipmentSummary?> LoseAsync(string reason, Guid? runId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<EquipmentSnapshot?> FindAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult(NodeKey.Parse(key).NodeId == FakeModel.Pc ? new EquipmentSnapshot(Summary, Profile) : null);

        public Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class History : IEquipmentHistoryGrain
    {
        public Task AddAsync(ProfileVersion version, EquipmentProfile profile, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<ImmutableArray<ProfileVersion>> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ImmutableArray<ProfileVersion>>([new() { Version = 1 }]);

        public ValueTask<EquipmentProfile?> FindAsync(int version, CancellationToken cancellationToken) => ValueTask.FromResult(version == 1 ? Profile : null);

        public ValueTask<ImmutableArray<ProfileChange>> CompareAsync(int from, int to, CancellationToken cancellationToken) => ValueTask.FromResult(ImmutableArray<ProfileChange>.Empty);

        public Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Configurations : IEquipmentConfigurationsGrain
    {
        public Task<ImmutableArray<ConfigurationVersion>> AddAsync(ImmutableArray<ConfigurationText> texts, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<ImmutableArray<ConfigurationVersion>> ListAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult<ImmutableArray<ConfigurationVersion>>([new() { Name = "startup.vpc", Sha256 = "00", Version = 1 }]);

        public ValueTask<ConfigurationContent?> FindAsync(string name, int? version, CancellationToken cancellationToken) => ValueTask.FromResult<ConfigurationContent?>(null);

        public Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
