using Nms.Workflows.Definitions;

namespace Nms.Workflows.Engine;

/// <summary>When an attempt is repeated. Pure.</summary>
internal static class RetryLogic
{
    private const int LargestExponent = 60;

    /// <summary>The wait after so many attempts; null when there is none any more.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="attempts">Attempts begun, from 1.</param>
    /// <param name="code">Why the last one failed.</param>
    /// <param name="asked">The wait that whoever failed asks for, which is kept to when it is the longer one.</param>
    public static TimeSpan? After(RetryPolicy policy, int attempts, string code, TimeSpan? asked)
    {
        if (attempts >= policy.MaximumAttempts || policy.NonRetryable.Contains(code))
        {
            return null;
        }

        var seconds = policy.InitialInterval.TotalSeconds * Math.Pow(policy.BackoffCoefficient, Math.Min(attempts - 1, LargestExponent));
        var wait = seconds < policy.MaximumInterval.TotalSeconds ? TimeSpan.FromSeconds(seconds) : policy.MaximumInterval;
        return asked > wait ? asked : wait;
    }
}
