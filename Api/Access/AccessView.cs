using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Nms.Api.Access;

/// <summary>
/// This silo's copy of the access directory: authentication reads it and calls no grain. What changes through this silo is in
/// it at once, what changes through another within a second and the time of one grain call.
/// </summary>
internal sealed partial class AccessView(
    IGrainFactory grains, SigningKeyRing ring, KeyUses uses, TimeProvider time, ILogger<AccessView> logger) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_oldest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_fresh = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_firstCopyWithin = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile AccessCopy _copy = AccessCopy.Empty;
    private long _refreshedAt;

    /// <summary>The copy as it is, never older than a minute.</summary>
    /// <exception cref="Exception">The directory has not answered for a minute: nobody is let in on what was once true.</exception>
    public async ValueTask<AccessCopy> GetAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(Volatile.Read(ref _refreshedAt)) > s_oldest)
        {
            await RefreshAsync(cancellationToken);
        }

        return _copy;
    }

    /// <summary>
    /// For something that is not in the copy and may have been made on another silo a moment ago. Asks at most four times a
    /// second, however many strangers knock.
    /// </summary>
    public async ValueTask<AccessCopy> FreshenAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(Volatile.Read(ref _refreshedAt)) > s_fresh)
        {
            await RefreshAsync(cancellationToken);
        }

        return _copy;
    }

    /// <summary>Brings the copy up to date: what was done before this call is in it afterwards.</summary>
    public async Task<AccessCopy> RefreshAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var started = time.GetTimestamp();
            var copy = _copy;
            var changes = grains.AccessDirectory().GetChangesAsync(copy.Version, cancellationToken).AsTask();
            var tokens = await grains.TokenRegistry().GetChangesAsync(copy.TokenVersion, cancellationToken);
            if (tokens is not null)
            {
                ring.Load(tokens.Keys);
            }

            if (await changes is { } directory && (tokens is not null || directory is not { Users: null, Roles: null, Keys: null }))
            {
                _copy = copy.With(directory, tokens);
            }

            Volatile.Write(ref _refreshedAt, started);
            return _copy;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Nobody is served before there is a copy and a key to sign with.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(s_firstCopyWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        while (true)
        {
            try
            {
                await RefreshAsync(either.Token);
                await EnsureKeyAsync(either.Token);
                break;
            }
            catch (Exception failure) when (!either.IsCancellationRequested)
            {
                LogNotRead(failure);
                await Task.Delay(s_period, time, either.Token);
            }
        }

        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(s_period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await RefreshAsync(stoppingToken);
                await EnsureKeyAsync(stoppingToken);
                await uses.FlushAsync(grains, stoppingToken);
                failing = false;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failing)
                {
                    LogNotRead(failure);
                }

                failing = true;
            }
        }
    }

    private async Task EnsureKeyAsync(CancellationToken cancellationToken)
    {
        if (ring.Successor() is var (key, newest))
        {
            ring.Load((await grains.TokenRegistry().AddKeyAsync(key, newest, dropOthers: false, cancellationToken)).Keys);
        }
    }

    [LoggerMessage(9521, LogLevel.Warning, "The access directory cannot be read; its copy is good for another minute")]
    private partial void LogNotRead(Exception failure);
}
