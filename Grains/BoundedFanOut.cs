using System.Collections.Concurrent;

namespace Nms;

/// <summary>Does something for every item, a bounded number at a time. Stays on the caller's scheduler.</summary>
internal static class BoundedFanOut
{
    public static Task ForEachAsync<T>(IEnumerable<T> items, int limit, Func<T, Task> body)
    {
        var queue = new ConcurrentQueue<T>(items);
        return Task.WhenAll(Enumerable.Range(0, Math.Min(limit, queue.Count)).Select(_ => WorkAsync()));

        async Task WorkAsync()
        {
            while (queue.TryDequeue(out var item))
            {
                await body(item);
            }
        }
    }
}
