using Xunit;

namespace Nms.Testing;

/// <summary>The one poll that tests may use: for what happens outside their clock.</summary>
public static class Eventually
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until a condition holds; fails with what was expected when it does not.</summary>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, Func<string> describe, CancellationToken cancellationToken = default)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        while (!await condition())
        {
            if (time.GetElapsedTime(started) > s_deadline)
            {
                Assert.Fail($"Not within {s_deadline}: {describe()}");
            }

            await Task.Delay(s_pause, time, cancellationToken);
        }
    }
}
