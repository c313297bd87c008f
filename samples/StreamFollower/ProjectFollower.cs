using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Nms.Events;
using Orleans.Streams;

namespace Nms.StreamFollower;

/// <summary>
/// The events of one project from the four priority streams, none missed and none twice: streams deliver at least once and
/// rewind only a little, so whatever happened before a subscription, or while it was broken, is read from the log.
/// </summary>
internal sealed class ProjectFollower(IClusterClient client, Guid project, TimeProvider time)
{
    private const int Waiting = 4_096;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private static readonly EventPriority[] s_priorities = [EventPriority.Critical, EventPriority.High, EventPriority.Normal, EventPriority.Low];

    private readonly Dictionary<EventPriority, long> _last = s_priorities.ToDictionary(priority => priority, _ => 0L);

    public async IAsyncEnumerable<EventEnvelope> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var priority in s_priorities)
        {
            _last[priority] = after;
        }

        while (true)
        {
            var live = new Live(Waiting);
            await SubscribeAsync(live, cancellationToken);
            for (var place = _last.Values.Min(); ;)
            {
                var page = await ReadLogAsync(place, cancellationToken);
                foreach (var e in page.Events.Where(IsNew))
                {
                    yield return e;
                }

                if (page.Next >= page.Head)
                {
                    break;
                }

                place = page.Next;
            }

            // Ends when the subscription is broken or this program was too slow; then all of it begins again.
            await foreach (var e in live.Events.ReadAllAsync(cancellationToken))
            {
                if (IsNew(e))
                {
                    yield return e;
                }
            }
        }
    }

    private bool IsNew(EventEnvelope e)
    {
        var isNew = e.Sequence > _last[e.Priority];
        _last[e.Priority] = Math.Max(_last[e.Priority], e.Sequence);
        return isNew;
    }

    private Task<EventPage> ReadLogAsync(long after, CancellationToken cancellationToken) => AgainAsync(
        () => client.GetGrain<IEventHistoryGrain>(0).ReadAsync(after, 1_000, EventQuery.All with { Projects = [project] }, cancellationToken), cancellationToken);

    private Task<bool> SubscribeAsync(Live live, CancellationToken cancellationToken) => AgainAsync(
        async () =>
        {
            var provider = client.GetStreamProvider(StreamNames.Provider);
            foreach (var priority in s_priorities)
            {
                var stream = provider.GetStream<EventEnvelope>(StreamNames.Events(priority), project);
                foreach (var old in await stream.GetAllSubscriptionHandles())
                {
                    await old.UnsubscribeAsync();
                }

                await stream.SubscribeAsync(live);
            }

            return true;
        },
        cancellationToken);

    /// <summary>A silo that dies takes the calls with it that it was answering; another answers a moment later.</summary>
    private async Task<T> AgainAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception failure) when (failure is OrleansException or TimeoutException && !cancellationToken.IsCancellationRequested)
            {
                Console.Error.WriteLine($"{failure.GetType().Name}: {failure.Message} Trying again.");
                await Task.Delay(s_pause, time, cancellationToken);
            }
        }
    }

    /// <summary>Takes events from Orleans without ever making it wait: a handler that waits holds up every stream of the process.</summary>
    private sealed class Live(int most) : IAsyncObserver<EventEnvelope>
    {
        private readonly Channel<EventEnvelope> _events = Channel.CreateBounded<EventEnvelope>(most);

        public ChannelReader<EventEnvelope> Events => _events.Reader;

        public Task OnNextAsync(EventEnvelope item, StreamSequenceToken? token = null)
        {
            if (!_events.Writer.TryWrite(item))
            {
                _events.Writer.TryComplete();
            }

            return Task.CompletedTask;
        }

        public Task OnErrorAsync(Exception ex)
        {
            _events.Writer.TryComplete();
            return Task.CompletedTask;
        }
    }
}
