namespace Nms.Workflows.Steps;

/// <summary>Waits for work, and says meanwhile that the attempt is alive.</summary>
internal sealed class StepPatience(TimeProvider time)
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(5);

    public TimeProvider Time => time;

    /// <summary>Beats until the work is done.</summary>
    public async Task<T> BeatWhileAsync<T>(StepAttempt attempt, Task<T> work, CancellationToken cancellationToken, Func<double?>? progress = null)
    {
        while (await Task.WhenAny(work, Task.Delay(s_beat, time, cancellationToken)) != work)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                await attempt.BeatAsync(progress?.Invoke(), null);
            }
            else
            {
                // The work hears of it too, and its end is awaited so that nothing goes on unseen.
                await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return await work;
    }

    /// <summary>Looks again and again until there is something, for so long at most; null when there was nothing.</summary>
    public async Task<T?> UntilAsync<T>(StepAttempt attempt, TimeSpan most, TimeSpan every, Func<Task<T?>> look, CancellationToken cancellationToken)
        where T : class
    {
        var began = time.GetTimestamp();
        var beaten = began;
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            if (time.GetElapsedTime(began) is var waited && waited >= most)
            {
                return null;
            }

            if (time.GetElapsedTime(beaten) >= s_beat)
            {
                beaten = time.GetTimestamp();
                await attempt.BeatAsync(most > TimeSpan.Zero ? Math.Min(1, waited / most) : null, null);
            }

            await Task.Delay(every < most - waited ? every : most - waited, time, cancellationToken);
        }
    }
}
