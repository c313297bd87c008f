using Nms.Client;
using Nms.Client.Events;
using Nms.Contracts.Events;

namespace Nms.Load;

/// <summary>One client that checks what it gets: of each priority every number once, in order.</summary>
internal sealed class SoakFollower(NmsClient client, TimeProvider time)
{
    private const int SampleEvery = 50;

    private readonly int[] _next = [0, 0, 0, 0, 0];

    public int Taken { get; private set; }

    /// <summary>Numbers that came before a smaller one that was still to come.</summary>
    public int PassedOver { get; private set; }

    /// <summary>Numbers that came again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Milliseconds from the time of an event to its arrival here, of some events.</summary>
    public List<double> Latencies { get; } = [];

    public async Task FollowAsync(string after, int until, CancellationToken cancellationToken)
    {
        var options = new EventStreamOptions
        {
            After = after,
            Filter = new EventFilter { Types = ["server.disconnected", "node.started", "node.updated", "compute.updated"] },
            FirstPause = TimeSpan.FromMilliseconds(200),
            LongestPause = TimeSpan.FromSeconds(3),
            HeartbeatEvery = TimeSpan.FromSeconds(5),
        };
        await foreach (var e in client.Events.FollowAsync(options, cancellationToken))
        {
            // Whatever else happens on a platform has no number.
            if (e.Data.TryGetProperty("number", out var number))
            {
                Take(e.Priority, number.GetInt32());
                if (Taken % SampleEvery == 0)
                {
                    Latencies.Add((time.GetUtcNow() - e.Timestamp).TotalMilliseconds);
                }

                if (Taken == until)
                {
                    return;
                }
            }
        }
    }

    private void Take(EventPriority priority, int number)
    {
        var expected = _next[(int)priority];
        if (number < expected)
        {
            Repeated++;
            return;
        }

        PassedOver += number - expected;
        _next[(int)priority] = number + 1;
        Taken++;
    }
}
