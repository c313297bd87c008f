using System.Collections.Immutable;
using System.Threading.Channels;
using Nms.Equipment;

namespace Nms.Discovery;

/// <summary>
/// Tells the grain of a run what was done, as much at a time as came together while it was told the last time. Equipment is in the
/// directory before its target is done, so that a run that goes on elsewhere loses none.
/// </summary>
internal sealed class RunReporter : IAsyncDisposable
{
    private const int MostWaiting = 1024;

    private readonly Channel<Done> _done = Channel.CreateBounded<Done>(MostWaiting);
    private readonly Guid _worker;
    private readonly IDiscoveryRunReportsGrain _run;
    private readonly IEquipmentDirectoryGrain _directory;
    private readonly CancellationTokenSource _over;
    private readonly Task _telling;

    /// <param name="worker">Whose reports these are.</param>
    /// <param name="run">The run.</param>
    /// <param name="directory">Where its equipment is listed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public RunReporter(Guid worker, IDiscoveryRunReportsGrain run, IEquipmentDirectoryGrain directory, CancellationToken cancellationToken)
    {
        (_worker, _run, _directory) = (worker, run, directory);
        _over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Over = _over.Token;
        _telling = Task.Run(TellAsync, CancellationToken.None);
    }

    /// <summary>Cancelled when the work is of no more use: it is called off, or the run has another worker, or could not be told.</summary>
    public CancellationToken Over { get; }

    /// <summary>Takes a target that is further, with its equipment when it has any.</summary>
    public ValueTask AddAsync(DiscoveryTarget target, EquipmentSummary? summary = null) => _done.Writer.WriteAsync(new Done(target, summary), Over);

    /// <summary>Tells something now.</summary>
    /// <exception cref="OperationCanceledException">The run is over.</exception>
    public async Task TellAsync(DiscoveryReport report)
    {
        if (!await _run.ReportAsync(_worker, report, Over))
        {
            await _over.CancelAsync();
            Over.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Waits until everything is told.</summary>
    public async Task FinishAsync()
    {
        _done.Writer.TryComplete();
        await _telling;
    }

    public async ValueTask DisposeAsync()
    {
        _done.Writer.TryComplete();
        await _over.CancelAsync();
        await _telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task TellAsync()
    {
        try
        {
            var batch = new List<Done>();
            while (await _done.Reader.WaitToReadAsync(Over))
            {
                while (_done.Reader.TryRead(out var done))
                {
                    batch.Add(done);
                }

                if (batch.Select(done => done.Summary).OfType<EquipmentSummary>().ToImmutableArray() is { IsEmpty: false } summaries)
                {
                    await _directory.IndexAsync(summaries, Over);
                }

                await TellAsync(new DiscoveryReport { Targets = [.. batch.Select(done => done.Target)] });
                batch.Clear();
            }
        }
        catch
        {
            // The run may not go on as if it had been told.
            await _over.CancelAsync();
            throw;
        }
    }

    private readonly record struct Done(DiscoveryTarget Target, EquipmentSummary? Summary);
}
