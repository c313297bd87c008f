using Nms.Silo.Hosting;
using Nms.Status;

namespace Nms.Silo.Health;

/// <summary>
/// Asks the parts that a request needs: the storage, this silo and, in a cluster, its row in the membership table. All are asked at
/// once and each has two seconds.
/// </summary>
internal sealed class ReadinessProbe(
    IStorageHealth storage, ISiloStatusOracle silo, ILocalSiloDetails details, IServiceProvider services, IGrainFactory grains,
    SiloSettings settings, IConfiguration configuration, TimeProvider time)
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(2);

    public async Task<ReadinessReport> AskAsync(CancellationToken cancellationToken)
    {
        List<Task<HealthCheck>> parts =
        [
            CheckAsync("storage", StorageFailureAsync, cancellationToken),
            CheckAsync("silo", SiloFailureAsync, cancellationToken),
        ];
        if (settings.Cluster is not null)
            parts.Add(CheckAsync("membership", MembershipFailureAsync, cancellationToken));

        var checks = Task.WhenAll(parts);
        var servers = Task.WhenAll(SiloSettings.ServerNames(configuration).Select(name => AskServerAsync(name, cancellationToken)));

        return new ReadinessReport(await checks, await servers);
    }

    private async Task<string?> StorageFailureAsync(CancellationToken cancellationToken)
    {
        await storage.CheckAsync(cancellationToken);
        return null;
    }

    private Task<string?> SiloFailureAsync(CancellationToken cancellationToken) =>
        Task.FromResult(silo.CurrentStatus is SiloStatus.Active ? null : $"This silo is {silo.CurrentStatus}.");

    // A Redis that lost its data has forgotten this silo; it would go on alone, beside a second cluster.
    private async Task<string?> MembershipFailureAsync(CancellationToken cancellationToken)
    {
        var row = await services.GetRequiredService<IMembershipTable>().ReadRowAsync(details.SiloAddress, cancellationToken);
        return row.Members.Count > 0 ? null : "This silo is missing from the membership table; Redis has lost its data. Restart all silos.";
    }

    private async Task<ServerHealth> AskServerAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var deadline = Deadline(cancellationToken);
            var snapshot = await grains.Gns3Server(name).GetAsync(deadline.Token).AsTask().WaitAsync(deadline.Token);
            return new ServerHealth(name, snapshot, null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new ServerHealth(name, null, Sentence(e));
        }
    }

    private async Task<HealthCheck> CheckAsync(string name, Func<CancellationToken, Task<string?>> ask, CancellationToken cancellationToken)
    {
        try
        {
            using var deadline = Deadline(cancellationToken);
            return new HealthCheck(name, await ask(deadline.Token).WaitAsync(deadline.Token));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheck(name, Sentence(e));
        }
    }

    private CancellationTokenSource Deadline(CancellationToken cancellationToken)
    {
        // Not disposed with the linked source on purpose: the timer of the deadline holds nothing else.
        var timeout = new CancellationTokenSource(s_deadline, time);
        return CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
    }

    private static string Sentence(Exception e) => e is OperationCanceledException ? $"No answer within {s_deadline.TotalSeconds:0} s." : e.Message;
}
