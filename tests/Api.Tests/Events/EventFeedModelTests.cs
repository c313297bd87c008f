using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Events;
using Nms.Events;
using Nms.Status;
using Nms.Testing.Fakes;

namespace Nms.Api.Tests.Events;

/// <summary>
/// The feed against a simple model: whatever is published, whoever is cut off or too slow, whichever silo dies and whatever is no longer kept, every client
/// has in the end had each event that it is entitled to once and in the order of its priority, or was told that it is gone.
/// </summary>
public sealed class EventFeedModelTests : ApiTest
{
    private static readonly Guid[] s_projects = [Guid.Empty, Guid.NewGuid(), Guid.NewGuid()];
    private static readonly string[] s_types = ["node.started", "node.updated", "compute.updated", "server.disconnected", "project.opened", "topology.changed"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_client_has_each_event_once_and_in_order_whatever_breaks(int seed)
    {
        var random = new Random(seed);
        var signal = new InMemoryEventSignal();
        var log = new InMemoryEventLog(signal);
        var silos = new List<FeedSilo> { await StartAsync(log, signal), await StartAsync(log, signal) };
        var clients = new List<Client>();
        for (var step = 0; step < 120; step++)
        {
            switch (random.Next(12))
            {
                case 0 or 1 when clients.Count < 8:
                    clients.Add(new Client(SomeRequest(random), SomePrincipal(random)));
                    clients[^1].Connect(silos[random.Next(2)]);
                    break;
                case 2 when clients.Count > 0:
                    await clients[random.Next(clients.Count)].CutOffAsync();
                    break;
                case 3 when clients.Count > 0:
                    clients[random.Next(clients.Count)].Connect(silos[random.Next(2)]);
                    break;
                case 4 when clients.Count > 0:
                    clients[random.Next(clients.Count)].Sink?.Stall(random.Next(2) == 0);
                    break;
                case 5 when random.Next(4) == 0:
                    var died = random.Next(2);
                    foreach (var client in clients.Where(client => client.Silo == silos[died]))
                    {
                        await client.CutOffAsync();
                    }

                    await silos[died].DisposeAsync();
                    silos[died] = await StartAsync(log, signal);
                    break;
                case 6 when random.Next(4) == 0:
                    // Clients that are behind miss something for good, and so does a silo that has not read it yet.
                    await log.PurgeAsync((EventPriority)random.Next(1, 5), DateTimeOffset.MinValue, random.Next(5, 40), Cancelled);
                    break;
                default:
                    await log.AppendAsync([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => SomeEvent(random))], Cancelled);
                    break;
            }
        }

        // Whoever took nothing for long has more to come than waits for him.
        await log.AppendAsync([.. Enumerable.Range(0, 100).Select(_ => SomeEvent(random))], Cancelled);
        foreach (var client in clients)
        {
            await client.FinishAsync(silos[random.Next(2)], log.Appended);
            client.Check(log.Appended);
        }

        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }
    }

    private async Task<FeedSilo> StartAsync(InMemoryEventLog log, InMemoryEventSignal signal)
    {
        var silo = new FeedSilo(Host, log, signal);
        await silo.Gateway.StartAsync(Cancelled);
        await silo.Gateway.Ready.WaitAsync(Cancelled);
        return silo;
    }

    private static FollowRequest SomeRequest(Random random) => new(
        new SubscriptionFilter(
            [.. random.Next(2) == 0 ? [EventCatalog.AllEvents] : EventCatalog.Subscriptions.Take(1 + random.Next(3))],
            new EventQuery([.. new[] { "node.*", "*.updated" }.Where(_ => random.Next(4) == 0)], (EventPriority)random.Next(0, 4))),
        EventCursor.At(0))
    {
        TellsGaps = true,
        LeavesOut = random.Next(4) == 0,
    };

    private static SignedIn SomePrincipal(Random random) => new()
    {
        Principal = new Principal("user:test", "test", PrincipalKind.User,
        [
            new Grant([Permissions.EventRead, Permissions.ProjectRead], random.Next(2) == 0 ? null : [.. s_projects.Skip(1 + random.Next(2))]),
        ]),
    };

    private static EventEnvelope SomeEvent(Random random)
    {
        var type = s_types[random.Next(s_types.Length)];
        return new EventEnvelope
        {
            EventId = Guid.NewGuid(),
            Type = type,
            ProjectId = s_projects[random.Next(s_projects.Length)],
            Priority = EventCatalog.PriorityOf(type),
            OccurredAt = DateTimeOffset.UnixEpoch,
            DataJson = "{}",
        };
    }

    /// <summary>What a silo has of the feed: its reader of the log and its gateway.</summary>
    private sealed class FeedSilo : IAsyncDisposable
    {
        private readonly EventFeed _feed;
        private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();

        public FeedSilo(ApiHost host, IEventLog log, IEventSignal signal)
        {
            Host = host;
            _feed = new EventFeed(log, signal, host.Time, NullLogger<EventFeed>.Instance);
            var factory = _meters.GetRequiredService<IMeterFactory>();
            Gateway = new EventGateway(
                _feed, host.Services.GetRequiredService<AccessView>(), new GatewayMeters(factory, new QueueGauges(factory)), host.Time,
                Options.Create(new EventGatewayOptions()), NullLogger<EventGateway>.Instance);
        }

        public EventGateway Gateway { get; }

        private ApiHost Host { get; }

        public EventConnection Accept(IEventSink sink, FollowRequest request, SignedIn signedIn)
        {
            var connection = new EventConnection(
                sink, request, signedIn, new ClientOrigin(null, null, "", "test"), Gateway, _feed, Host.Statistics, Host.Time, new EventGatewayOptions { QueueLength = 24 });
            Gateway.Add(connection);
            return connection;
        }

        public async ValueTask DisposeAsync()
        {
            await Gateway.StopAsync(CancellationToken.None);
            Gateway.Dispose();
            await _feed.DisposeAsync();
            await _meters.DisposeAsync();
        }
    }

    /// <summary>A client that keeps the cursor of the last frame that reached it, as every client is told to.</summary>
    private sealed class Client(FollowRequest request, SignedIn signedIn)
    {
        private readonly List<(EventPriority Priority, long Sequence)> _had = [];
        private readonly List<MissingEvents> _gone = [];
        private EventCursor _cursor = EventCursor.At(0);
        private CancellationTokenSource? _line;
        private Task _run = Task.CompletedTask;
        private string? _closed;

        public FeedSilo? Silo { get; private set; }

        public FakeSink? Sink { get; private set; }

        public void Connect(FeedSilo silo)
        {
            if (!_run.IsCompleted)
            {
                return;
            }

            (Silo, Sink, _line) = (silo, new FakeSink(this), new CancellationTokenSource());
            _run = RunAsync(silo, silo.Accept(Sink, request with { After = _cursor }, signedIn), Sink, _line.Token);
        }

        public async Task CutOffAsync()
        {
            if (_line is not null)
            {
                await _line.CancelAsync();
                await _run;
            }
        }

        /// <summary>Comes back as often as it is closed, until it is past the end of the log.</summary>
        public async Task FinishAsync(FeedSilo silo, ImmutableArray<EventEnvelope> appended)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            deadline.CancelAfter(TimeSpan.FromSeconds(20));
            Sink?.Stall(false);
            while (true)
            {
                Connect(silo);
                Sink!.Stall(false);
                var arrived = Sink.Arrived;
                if (Missing(appended) is [])
                {
                    break;
                }

                if (await Task.WhenAny(arrived, _run, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, deadline.Token)) is { IsCanceled: true })
                {
                    Assert.Fail($"{string.Join(", ", Missing(appended))} of {appended.Length} are missing at {_cursor} ({request}; stands at {silo.Gateway.Position}); gone are {string.Join(", ", _gone)}");
                }
            }

            await CutOffAsync();
        }

        public void Check(ImmutableArray<EventEnvelope> appended)
        {
            Assert.Empty(Missing(appended));
            Assert.Null(_closed);
            Assert.Equal(_had.Count, _had.Distinct().Count());
            foreach (var priority in _had.GroupBy(e => e.Priority))
            {
                Assert.Equal(priority.Select(e => e.Sequence).Order(), priority.Select(e => e.Sequence));
            }

            var entitled = Entitled(appended).Select(e => e.Sequence).ToHashSet();
            Assert.All(_had, e => Assert.Contains(e.Sequence, entitled));
            Assert.All(_gone, gone => Assert.True(gone.Priority <= EventPriority.Normal || gone.NewestAt == DateTimeOffset.UnixEpoch));
        }

        private IEnumerable<EventEnvelope> Entitled(ImmutableArray<EventEnvelope> appended)
        {
            var interest = new Interest(request.Filter, VisibleEvents.To(signedIn.Principal));
            return appended.Where(interest.Contains);
        }

        private List<long> Missing(ImmutableArray<EventEnvelope> appended)
        {
            lock (_had)
            {
                var had = _had.Select(e => e.Sequence).ToHashSet();
                return
                [
                    .. Entitled(appended)
                        .Where(e => !had.Contains(e.Sequence) && !_gone.Any(gone => gone.Priority == e.Priority && gone.From <= e.Sequence && e.Sequence <= gone.To))
                        .Select(e => e.Sequence),
                ];
            }
        }

        private static async Task RunAsync(FeedSilo silo, EventConnection connection, FakeSink sink, CancellationToken cut)
        {
            try
            {
                await connection.RunAsync(cut);
            }
            catch (OperationCanceledException) when (cut.IsCancellationRequested)
            {
                // Cut off: what was added and did not leave is lost, as on a line.
                sink.Abort();
            }
            finally
            {
                silo.Gateway.Remove(connection);
            }
        }

        private void Take(List<(EventFrame? Frame, MissingEvents Gone, EventCursor Cursor)> frames)
        {
            lock (_had)
            {
                foreach (var (frame, gone, cursor) in frames)
                {
                    if (frame is null)
                    {
                        _gone.Add(gone);
                    }
                    else
                    {
                        _had.Add((frame.Priority, frame.Sequence));
                    }

                    _cursor = cursor;
                }
            }
        }

        /// <summary>The line to this client.</summary>
        internal sealed class FakeSink(Client client) : IEventSink
        {
            private readonly List<(EventFrame?, MissingEvents, EventCursor)> _leaving = [];
            private volatile TaskCompletionSource _arrived = New();
            private volatile TaskCompletionSource? _stalled;

            public Task Arrived => _arrived.Task;

            public void Stall(bool stalled)
            {
                if (stalled)
                {
                    _stalled ??= New();
                }
                else if (Interlocked.Exchange(ref _stalled, null) is { } waiting)
                {
                    waiting.TrySetResult();
                }
            }

            public ValueTask AddAsync(EventFrame frame, EventCursor cursor, int coalesced)
            {
                _leaving.Add((frame, default, cursor));
                return ValueTask.CompletedTask;
            }

            public ValueTask AddAsync(byte[] json, EventCursor cursor)
            {
                var frame = System.Text.Json.Nodes.JsonNode.Parse(json)!;
                foreach (var gone in frame["missing"]?.AsArray() ?? [])
                {
                    var priority = Enum.Parse<EventPriority>(gone!["priority"]!.GetValue<string>(), ignoreCase: true);
                    _leaving.Add((null, new MissingEvents(priority, gone["from"]!.GetValue<long>(), gone["to"]!.GetValue<long>(), gone["newest_at"]!.GetValue<DateTimeOffset>()), cursor));
                }

                return ValueTask.CompletedTask;
            }

            public ValueTask BeatAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

            public async ValueTask FlushAsync(CancellationToken cancellationToken)
            {
                if (_stalled is { } stalled)
                {
                    await stalled.Task.WaitAsync(cancellationToken);
                }

                cancellationToken.ThrowIfCancellationRequested();
                client.Take(_leaving);
                _leaving.Clear();
                Interlocked.Exchange(ref _arrived, New()).TrySetResult();
            }

            public ValueTask CloseAsync(System.Net.WebSockets.WebSocketCloseStatus status, string reason, EventCursor cursor, CancellationToken cancellationToken)
            {
                client._closed = reason;
                return ValueTask.CompletedTask;
            }

            public void Abort() => _leaving.Clear();

            private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
