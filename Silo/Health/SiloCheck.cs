using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nms.Silo.Health;

/// <summary>This silo takes calls, and how many others do.</summary>
internal sealed class SiloCheck(ISiloStatusOracle silo, TimeProvider time) : DependencyCheck(time)
{
    protected override string Remedy => "Wait until it has started; when it stays so, look at its log and start it again.";

    protected override Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        var active = silo.GetApproximateSiloStatuses(onlyActive: true).Count;
        return Task.FromResult(silo.CurrentStatus is SiloStatus.Active
            ? Ok(("active_silos", active.ToString(CultureInfo.InvariantCulture)))
            : Critical($"This silo is {silo.CurrentStatus}.", Remedy, ("active_silos", active.ToString(CultureInfo.InvariantCulture))));
    }
}
