using Xunit.Sdk;

namespace Nms.Testing;

/// <summary>
/// The one poll that tests may use: for what happens in another process or outside their clock, where there is no signal to wait for.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_usualDeadline = TimeSpan.FromSeconds(15);

    /// <summary>Waits until a condition holds, 15 seconds at most.</summary>
    public static Task IsTrueAsync(Func<Task<bool>> condition, Func<string> describe, CancellationToken cancellationToken = default) =>
        IsTrueAsync(_ => condition(), s_usualDeadline, describe, cancellationToken);

    /// <summary>Waits until a condition holds; after the deadline the description says what was seen instead.</summary>
    public static async Task IsTrueAsync(
        Func<CancellationToken, Task<bool>> condition, TimeSpan deadline, Func<string> describe, CancellationToken cancellationToken = default)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(s_pause, time);
        while (!await condition(cancellationToken))
        {
            if (time.GetElapsedTime(start) > deadline)
                throw new XunitException($"Not within {deadline.TotalSeconds:0.#} s: {describe()}");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Asks until the answer satisfies, and returns it. A question that fails counts as no answer yet.</summary>
    public static async Task<T> GetsAsync<T>(
        Func<CancellationToken, Task<T>> ask, Func<T, bool> satisfies, TimeSpan deadline, Func<T, string> describe,
        CancellationToken cancellationToken = default)
    {
        var answer = default(T);
        var seen = "nothing yet";
        await IsTrueAsync(
            async token =>
            {
                try
                {
                    answer = await ask(token);
                    seen = describe(answer);
                    return satisfies(answer);
                }
                catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException or TaskCanceledException && !token.IsCancellationRequested)
                {
                    seen = e.Message;
                    return false;
                }
            },
            deadline,
            () => $"last answer: {seen}",
            cancellationToken);
        return answer!;
    }
}
