using System.Collections.Concurrent;

namespace Nms.Snmp.Engine;

/// <summary>
/// Hands answers from the receiving thread to those who await them. A few pool threads run the continuations one after the other,
/// because a hop to the pool for each of them would cost more than reading the answer.
/// </summary>
internal sealed class CompletionQueue : IThreadPoolWorkItem
{
    private const int AtOnce = 256;

    private readonly ConcurrentQueue<PendingRequest> _completed = new();
    private readonly int _mostWorkers = Math.Max(4, Environment.ProcessorCount);
    private int _workers;

    public void Add(PendingRequest request)
    {
        _completed.Enqueue(request);
        StartWorker();
    }

    public void Execute()
    {
        for (var i = 0; i < AtOnce && _completed.TryDequeue(out var request); i++)
        {
            // This continuation may block; the ones behind it go on elsewhere.
            if (i % 16 == 15 && !_completed.IsEmpty)
            {
                StartWorker();
            }

            request.Deliver();
        }

        Interlocked.Decrement(ref _workers);
        if (!_completed.IsEmpty)
        {
            StartWorker();
        }
    }

    private void StartWorker()
    {
        var workers = Volatile.Read(ref _workers);
        while (workers < _mostWorkers && _completed.Count > Math.Max(0, workers - 1) * 16)
        {
            var seen = Interlocked.CompareExchange(ref _workers, workers + 1, workers);
            if (seen == workers)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }

            workers = seen;
        }
    }
}
