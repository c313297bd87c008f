using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nms.Silo.Hosting;

namespace Nms.Silo.Health;

/// <summary>Redis answers and knows this silo: one that lost its data would let the silo go on alone, beside a second cluster.</summary>
internal sealed class RedisCheck(IServiceProvider services, ILocalSiloDetails details, TimeProvider time) : DependencyCheck(time)
{
    protected override string Remedy => $"Check that Redis runs and that {SiloSettings.RedisKey} names it.";

    protected override async Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        var row = await services.GetRequiredService<IMembershipTable>().ReadRowAsync(details.SiloAddress, cancellationToken);
        return row.Members.Count > 0
            ? Ok()
            : Critical("This silo is missing from the membership table; Redis has lost its data.", "Restart all silos, and give Redis an append-only file.");
    }
}
