using System.Collections.Concurrent;
using Nms.Access;

namespace Nms.Api.Tests.Fakes;

/// <summary>Counts exactly and gives nothing back.</summary>
public sealed class FakeQuotas : IQuotas
{
    public ConcurrentDictionary<(QuotaCaller Caller, string Kind), int> Taken { get; } = new();

    public ValueTask<QuotaAnswer> TakeAsync(QuotaCaller caller, string kind, QuotaLimit limit, CancellationToken cancellationToken = default)
    {
        var taken = Taken.AddOrUpdate((caller, kind), 1, (_, before) => before + 1);
        return ValueTask.FromResult(taken <= limit.Permits
            ? new QuotaAnswer(true, limit.Permits - taken, TimeSpan.Zero)
            : new QuotaAnswer(false, 0, limit.TimeFor(1)));
    }
}
