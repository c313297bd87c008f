using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nms.Nodes;
using Orleans.Storage;

namespace Nms.Storage.Tests;

/// <summary>What every grain storage keeps.</summary>
public abstract class GrainStorageContract(StorageFixture fixture)
{
    private const string Name = "contract-state";

    private readonly GrainId _grain = GrainId.Create("nms.test", Guid.NewGuid().ToString("N"));

    private IGrainStorage Storage
    {
        get
        {
            Assert.SkipWhen(fixture.SkipReason is not null, fixture.SkipReason ?? "");
            return fixture.GrainStorage("Default");
        }
    }

    [Fact]
    public async Task A_grain_without_state_reads_a_new_one()
    {
        var state = await ReadAsync();

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.NotNull(state.State);
        Assert.Equal(0, state.State!.Count);
    }

    [Fact]
    public async Task A_state_reads_as_it_was_written()
    {
        var written = new GrainState<SampleState>(new SampleState
        {
            Count = 7,
            Id = Guid.NewGuid(),
            Name = "Größe ✓ '\"",
            At = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, TimeSpan.FromHours(2)),
            Items = ["a", "b"],
            Shapes = [new Circle(1.5), new Square(2)],
            Nodes = new Dictionary<NodeKey, int> { [new NodeKey(Guid.NewGuid(), Guid.NewGuid())] = 3 }.ToFrozenDictionary(),
            ByProject = ImmutableDictionary<Guid, string>.Empty.Add(Guid.NewGuid(), "x"),
            Key = new NodeKey(Guid.NewGuid(), Guid.NewGuid()),
        });

        await Storage.WriteStateAsync(Name, _grain, written);
        var read = await ReadAsync();

        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equivalent(written.State, read.State, strict: true);
        Assert.Equal(written.State!.At.Offset, read.State!.At.Offset);
        Assert.IsType<Circle>(read.State!.Shapes[0]);
    }

    [Fact]
    public async Task A_state_that_never_had_a_collection_reads_none()
    {
        await Storage.WriteStateAsync(Name, _grain, new GrainState<SampleState>(new SampleState { Items = default }));

        Assert.True((await ReadAsync()).State!.Items.IsDefault);
    }

    [Fact]
    public async Task Each_write_changes_the_etag()
    {
        var state = new GrainState<SampleState>(new SampleState());
        await Storage.WriteStateAsync(Name, _grain, state);
        var first = state.ETag;
        state.State = new SampleState { Count = 2 };
        await Storage.WriteStateAsync(Name, _grain, state);

        Assert.NotEqual(first, state.ETag);
        Assert.Equal(2, (await ReadAsync()).State!.Count);
    }

    [Fact]
    public async Task A_second_first_write_is_a_conflict()
    {
        await Storage.WriteStateAsync(Name, _grain, new GrainState<SampleState>(new SampleState { Count = 1 }));

        await Assert.ThrowsAsync<InconsistentStateException>(
            () => Storage.WriteStateAsync(Name, _grain, new GrainState<SampleState>(new SampleState { Count = 2 })));

        Assert.Equal(1, (await ReadAsync()).State!.Count);
    }

    [Fact]
    public async Task A_write_with_a_stale_etag_is_a_conflict()
    {
        var mine = new GrainState<SampleState>(new SampleState { Count = 1 });
        await Storage.WriteStateAsync(Name, _grain, mine);
        var other = await ReadAsync();
        other.State = new SampleState { Count = 2 };
        await Storage.WriteStateAsync(Name, _grain, other);

        mine.State = new SampleState { Count = 3 };
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, _grain, mine));

        Assert.Equal(2, (await ReadAsync()).State!.Count);
    }

    [Fact]
    public async Task A_write_over_a_cleared_state_is_a_conflict()
    {
        var mine = new GrainState<SampleState>(new SampleState());
        await Storage.WriteStateAsync(Name, _grain, mine);
        await Storage.ClearStateAsync(Name, _grain, await ReadAsync());

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, _grain, mine));
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_can_be_written_anew()
    {
        var state = new GrainState<SampleState>(new SampleState { Count = 1 });
        await Storage.WriteStateAsync(Name, _grain, state);

        await Storage.ClearStateAsync(Name, _grain, state);

        Assert.False(state.RecordExists);
        Assert.Equal(0, state.State!.Count);
        Assert.False((await ReadAsync()).RecordExists);
        state.State = new SampleState { Count = 2 };
        await Storage.WriteStateAsync(Name, _grain, state);
        Assert.Equal(2, (await ReadAsync()).State!.Count);
    }

    [Fact]
    public async Task Clearing_with_a_stale_etag_is_a_conflict()
    {
        var mine = new GrainState<SampleState>(new SampleState { Count = 1 });
        await Storage.WriteStateAsync(Name, _grain, mine);
        var other = await ReadAsync();
        await Storage.WriteStateAsync(Name, _grain, other);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync(Name, _grain, mine));

        Assert.True((await ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task Clearing_what_is_not_there_does_nothing()
    {
        var state = await ReadAsync();

        await Storage.ClearStateAsync(Name, _grain, state);

        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task States_of_different_names_and_grains_do_not_meet()
    {
        var other = GrainId.Create("nms.test", Guid.NewGuid().ToString("N"));
        await Storage.WriteStateAsync(Name, _grain, new GrainState<SampleState>(new SampleState { Count = 1 }));
        await Storage.WriteStateAsync("other-state", _grain, new GrainState<SampleState>(new SampleState { Count = 2 }));
        await Storage.WriteStateAsync(Name, other, new GrainState<SampleState>(new SampleState { Count = 3 }));

        Assert.Equal(1, (await ReadAsync()).State!.Count);
    }

    [Fact]
    public async Task A_state_is_there_after_a_restart()
    {
        await Storage.WriteStateAsync(Name, _grain, new GrainState<SampleState>(new SampleState { Count = 9 }));

        await fixture.RestartAsync();

        Assert.Equal(9, (await ReadAsync()).State!.Count);
    }

    [Fact]
    public async Task Of_many_first_writes_at_once_one_succeeds()
    {
        var storage = Storage;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            try
            {
                await storage.WriteStateAsync(Name, _grain, new GrainState<SampleState>(new SampleState { Count = i }));
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, written => written);
    }

    [Fact]
    public async Task The_stream_subscription_store_keeps_orleans_own_types()
    {
        _ = Storage;
        var store = fixture.GrainStorage("PubSubStore");
        var written = new GrainState<ImmutableArray<GrainId>>([_grain]);

        await store.WriteStateAsync("subscriptions", _grain, written);
        var read = new GrainState<ImmutableArray<GrainId>>();
        await store.ReadStateAsync("subscriptions", _grain, read);

        Assert.Equal(written.State, read.State);
    }

    private async Task<GrainState<SampleState>> ReadAsync()
    {
        var state = new GrainState<SampleState>();
        await Storage.ReadStateAsync(Name, _grain, state);
        return state;
    }

    public sealed record SampleState
    {
        public int Count { get; init; }

        public Guid Id { get; init; }

        public string? Name { get; init; }

        public DateTimeOffset At { get; init; }

        public ImmutableArray<string> Items { get; init; } = [];

        public ImmutableArray<Shape> Shapes { get; init; } = [];

        public FrozenDictionary<NodeKey, int> Nodes { get; init; } = FrozenDictionary<NodeKey, int>.Empty;

        public ImmutableDictionary<Guid, string> ByProject { get; init; } = ImmutableDictionary<Guid, string>.Empty;

        public NodeKey? Key { get; init; }
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    [JsonDerivedType(typeof(Square), "square")]
    public abstract record Shape;

    public sealed record Circle(double Radius) : Shape;

    public sealed record Square(double Side) : Shape;
}
