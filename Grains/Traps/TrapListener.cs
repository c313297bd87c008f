using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Events;
using Nms.Snmp;

namespace Nms.Traps;

/// <summary>
/// Listens to traps and informs on this silo and makes each a durable event. An inform is answered once its event is in the log: what
/// was not kept, its sender tells again.
/// </summary>
internal sealed partial class TrapListener : SiloWork, ITrapStatus
{
    private const int MostAtOnce = 256;
    private static readonly TimeSpan s_retryListening = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_retryLog = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_tell = TimeSpan.FromMinutes(1);

    private static readonly DateTimeOffset s_firstBoot = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TrapOptions _options;
    private readonly EventPublisher _publisher;
    private readonly ITrapSubjects? _subjects;
    private readonly TrapRateLimit _limit;
    private readonly byte[]? _engineId;
    private readonly ILogger<TrapListener> _logger;
    private readonly ConcurrentDictionary<IPEndPoint, SnmpNotificationReceiver> _receivers = new();
    private readonly ConcurrentDictionary<IPEndPoint, string> _failures = new();
    private long _recorded;

    public TrapListener(IOptions<TrapOptions> options, EventPublisher publisher, IServiceProvider services, TimeProvider time, ILogger<TrapListener> logger)
        : base(time, logger)
    {
        _options = options.Value;
        _publisher = publisher;
        _subjects = services.GetService<ITrapSubjects>();
        _limit = new TrapRateLimit(_options.PerSenderPerSecond, _options.PerSecond, time);
        _engineId = _options.EngineId is { } id ? Convert.FromHexString(id) : null;
        _logger = logger;
    }

    public TrapReport Read()
    {
        var receivers = _receivers.Values.ToList();
        return new TrapReport(
            [.. receivers.Select(receiver => receiver.EndPoint.ToString()).Order(StringComparer.Ordinal)],
            [.. _failures.Select(failure => $"{failure.Key}: {failure.Value}").Order(StringComparer.Ordinal)],
            receivers.Sum(receiver => receiver.Statistics.Received),
            Interlocked.Read(ref _recorded),
            receivers.Sum(receiver => receiver.Statistics.Malformed),
            receivers.Sum(receiver => receiver.Statistics.Refused),
            receivers.Sum(receiver => receiver.Statistics.NotAdmitted),
            receivers.Sum(receiver => receiver.Statistics.Dropped),
            receivers.Sum(receiver => (long)receiver.Waiting),
            receivers.Select(receiver => receiver.LastRefused).LastOrDefault(address => address is not null)?.ToString());
    }

    protected override Task RunAsync() => _options.Enabled
        ? Task.WhenAll([.. _options.EndPoints().Distinct().Select(ListenAlwaysAsync), TellAsync()])
        : Task.CompletedTask;

    private Task ListenAlwaysAsync(IPEndPoint endPoint) =>
        RepeatAsync($"traps at {endPoint}", s_retryListening, s_retryListening, () => ListenAsync(endPoint));

    private async Task ListenAsync(IPEndPoint endPoint)
    {
        SnmpNotificationReceiver receiver;
        try
        {
            receiver = SnmpNotificationReceiver.Start(ReceiverOptions(endPoint), Time);
        }
        catch (SocketException e)
        {
            _failures[endPoint] = e.Message;
            throw;
        }

        await using (receiver)
        {
            _failures.TryRemove(endPoint, out _);
            _receivers[endPoint] = receiver;
            var memory = new InformMemory(Time);
            LogListening(receiver.EndPoint);
            await foreach (var first in receiver.ReadAllAsync(Stopped))
            {
                await RecordAsync(receiver, memory, first);
            }
        }
    }

    private async Task RecordAsync(SnmpNotificationReceiver receiver, InformMemory memory, SnmpNotification first)
    {
        var batch = new List<SnmpNotification> { first };
        while (batch.Count < MostAtOnce && receiver.TryRead(out var next))
        {
            batch.Add(next);
        }

        // An inform that comes again is answered again, and is no second event.
        var news = new List<SnmpNotification>();
        foreach (var one in batch.Where(one => !memory.Knows(one)))
        {
            memory.Take(one);
            news.Add(one);
        }

        var events = _publisher.Stamp([.. news.Select(one => TrapLogic.ToEvent(one, MibTree.Standard, _subjects?.Find(one.Agent)))]);
        while (news is not [] && !await TryAsync("the log of traps", () => _publisher.AppendAsync(events, Stopped)))
        {
            await Task.Delay(s_retryLog, Time, Stopped);
        }

        Interlocked.Add(ref _recorded, news.Count);
        foreach (var one in batch)
        {
            await receiver.AcknowledgeAsync(one, Stopped);
        }
    }

    /// <summary>Who is turned away is told once a minute, however many they are.</summary>
    private async Task TellAsync()
    {
        using var timer = new PeriodicTimer(s_tell, Time);
        var before = Read();
        while (await timer.WaitForNextTickAsync(Stopped))
        {
            var now = Read();
            if (now.Refused > before.Refused)
            {
                LogRefused(now.Refused - before.Refused, now.LastRefused);
            }

            if (now.Throttled + now.Dropped > before.Throttled + before.Dropped)
            {
                LogLost(now.Throttled - before.Throttled, now.Dropped - before.Dropped);
            }

            before = now;
        }
    }

    private SnmpNotificationOptions ReceiverOptions(IPEndPoint endPoint)
    {
        var options = new SnmpNotificationOptions
        {
            EndPoint = endPoint,
            Communities = [.. _options.Communities],
            Users = [.. _options.Users.Select(user => user.ToUser())],
            // Has to grow with each start of an engine (RFC 3414 §2.2); a clock does, and needs no file.
            EngineBoots = (int)Math.Max(1, (Time.GetUtcNow() - s_firstBoot).TotalSeconds),
            MaxQueued = _options.MaxQueued,
            AnswersInforms = false,
            Admits = _limit.Admits,
        };
        return _engineId is { } id ? options with { EngineId = id } : options;
    }

    [LoggerMessage(9751, LogLevel.Information, "Listening to traps at {EndPoint}")]
    private partial void LogListening(IPEndPoint endPoint);

    [LoggerMessage(9752, LogLevel.Warning, "Refused {Count} traps of a wrong community, user, signature or time within a minute, the last from {Address}")]
    private partial void LogRefused(long count, string? address);

    [LoggerMessage(9753, LogLevel.Warning, "Dropped traps within a minute: {Throttled} beyond the rate of their sender or of all, {Dropped} because the log is behind")]
    private partial void LogLost(long throttled, long dropped);
}
