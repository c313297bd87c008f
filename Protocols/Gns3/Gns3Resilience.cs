using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace Nms.Gns3;

/// <summary>
/// Total timeout → retry of reads → circuit breaker → concurrency limit → timeout of one attempt. Nothing of Polly leaves
/// this class.
/// </summary>
internal sealed class Gns3Resilience
{
    private static readonly ResiliencePropertyKey<Gns3CallKind> Kind = new("nms.gns3.kind");

    private readonly Gns3ClientOptions _options;
    private readonly ResiliencePipeline _pipeline;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private int _failuresInARow;
    private long _retries;

    public Gns3Resilience(Gns3ClientOptions options, TimeProvider time, Func<double>? randomizer = null)
    {
        _options = options;
        var builder = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = args => ValueTask.FromResult(TotalLimit(KindOf(args.Context))) });
        if (options.MaxRetries > 0)
            builder.AddRetry(Retry(randomizer));
        _pipeline = builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                // Polly measures a ratio over a window; what is wanted is a number of failures in a row, however slowly
                // they come. So only the last of the row is reported as a failure, and one failure is enough.
                ShouldHandle = args => ValueTask.FromResult(EndsARowOfFailures(args.Outcome.Exception)),
                FailureRatio = 0,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromDays(1),
                BreakDuration = options.CircuitBreakDuration,
                StateProvider = _circuit,
            })
            .AddConcurrencyLimiter(options.MaxConcurrentRequests, options.MaxQueuedRequests)
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = args => ValueTask.FromResult(AttemptLimit(KindOf(args.Context))) })
            .Build();
    }

    public long Retries => Interlocked.Read(ref _retries);

    public Gns3CircuitState CircuitState => _circuit.CircuitState switch
    {
        Polly.CircuitBreaker.CircuitState.Closed => Gns3CircuitState.Closed,
        Polly.CircuitBreaker.CircuitState.HalfOpen => Gns3CircuitState.HalfOpen,
        _ => Gns3CircuitState.Open,
    };

    /// <summary>Makes one call, with as many attempts as its kind allows.</summary>
    /// <exception cref="Gns3ApiException">The call failed.</exception>
    public async Task<T> ExecuteAsync<T>(
        Gns3CallKind kind, string request, Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(request, cancellationToken);
        context.Properties.Set(Kind, kind);
        try
        {
            return await _pipeline
                .ExecuteAsync(static (context, attempt) => attempt(context.CancellationToken), context, attempt)
                .ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            throw Gns3Errors.TimedOut(_options.Url, e.Timeout, request, e);
        }
        catch (BrokenCircuitException e)
        {
            throw new Gns3ApiException(
                Gns3FailureKind.CircuitOpen,
                $"The GNS3 server at {_options.Url} failed {_options.CircuitFailures} times in a row and is left in peace for a while.",
                e)
            { RetryAfter = e.RetryAfter ?? _options.CircuitBreakDuration, Request = request };
        }
        catch (RateLimiterRejectedException e)
        {
            throw new Gns3ApiException(
                Gns3FailureKind.Overloaded,
                $"{_options.MaxQueuedRequests} calls wait for the GNS3 server at {_options.Url} already.",
                e)
            { RetryAfter = e.RetryAfter, Request = request };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static Gns3CallKind KindOf(ResilienceContext context) => context.Properties.GetValue(Kind, Gns3CallKind.Command);

    private RetryStrategyOptions Retry(Func<double>? randomizer)
    {
        var retry = new RetryStrategyOptions
        {
            ShouldHandle = args => ValueTask.FromResult(IsWorthRepeating(args.Context, args.Outcome.Exception)),
            MaxRetryAttempts = _options.MaxRetries,
            Delay = _options.RetryDelay,
            MaxDelay = _options.MaxRetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as Gns3ApiException)?.RetryAfter),
            OnRetry = _ =>
            {
                Interlocked.Increment(ref _retries);
                return default;
            },
        };
        if (randomizer is not null)
            retry.Randomizer = randomizer;
        return retry;
    }

    private TimeSpan AttemptLimit(Gns3CallKind kind) => kind switch
    {
        Gns3CallKind.Read => _options.AttemptTimeout,
        Gns3CallKind.LongCommand => _options.LongOperationTimeout,
        _ => _options.TotalTimeout,
    };

    // A command's limit begins when its turn has come, so that it is the attempt that times out, and is counted, and not
    // the wait in the queue.
    private TimeSpan TotalLimit(Gns3CallKind kind)
        => kind is Gns3CallKind.Read ? _options.TotalTimeout : AttemptLimit(kind) + _options.AttemptTimeout;

    private bool IsWorthRepeating(ResilienceContext context, Exception? failure)
        => KindOf(context) is Gns3CallKind.Read
            && IsServerFailure(failure)
            && ((failure as Gns3ApiException)?.RetryAfter ?? TimeSpan.Zero) <= _options.MaxRetryDelay;

    private bool EndsARowOfFailures(Exception? failure)
    {
        if (IsServerFailure(failure))
            return Interlocked.Increment(ref _failuresInARow) >= _options.CircuitFailures;

        // An answer, be it a refusal, ends the row. A caller that gave up, or a full queue, says nothing of the server.
        if (failure is null or Gns3ApiException)
            Volatile.Write(ref _failuresInARow, 0);
        return false;
    }

    private static bool IsServerFailure(Exception? failure)
        => failure is TimeoutRejectedException or Gns3ApiException { Kind: Gns3FailureKind.Unreachable } or Gns3ApiException { Status: >= (System.Net.HttpStatusCode)500 };
}
