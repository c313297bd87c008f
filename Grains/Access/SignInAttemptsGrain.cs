namespace Nms.Access;

/// <summary>Counts failed sign-ins, in memory.</summary>
[GrainType("nms.sign-in-attempts")]
[CollectionAgeLimit(Minutes = 35)]
internal sealed class SignInAttemptsGrain(TimeProvider time) : Grain, ISignInAttemptsGrain
{
    private int _failures;
    private DateTimeOffset _lastAt;

    public ValueTask<TimeSpan?> AdmitAsync(int free, TimeSpan longest, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - _lastAt > LockOutLogic.Memory)
        {
            _failures = 0;
        }

        if (LockOutLogic.Left(_failures, _lastAt, now, free, longest) is { } left)
        {
            return ValueTask.FromResult<TimeSpan?>(left);
        }

        _failures++;
        _lastAt = now;
        return ValueTask.FromResult<TimeSpan?>(null);
    }

    public ValueTask SucceedAsync(bool forgetAll, CancellationToken cancellationToken)
    {
        _failures = forgetAll ? 0 : Math.Max(0, _failures - 1);
        return ValueTask.CompletedTask;
    }
}
