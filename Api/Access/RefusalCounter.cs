using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>
/// Keeps a flood of refusals from filling the disk: in a minute the first few of each caller are recorded one by one, and the rest as
/// one entry with their number. Commands that a signed-in caller was refused are always recorded, unless he was told to wait.
/// </summary>
internal sealed partial class RefusalCounter(IAuditTrail trail, TimeProvider time, ILogger<RefusalCounter> logger) : BackgroundService
{
    public const int FirstOfCaller = 10;
    public const int FirstOfAll = 120;
    public const int MostCallers = 64;

    private const string EverybodyElse = "other addresses";
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Dictionary<string, Tally> _tallies = new(StringComparer.Ordinal);
    private int _recorded;

    /// <summary>True when the refusal is counted and needs no entry of its own.</summary>
    public bool Counts(AuditRecord record, bool isRead = false)
    {
        var isAnonymous = record.PrincipalId == AuditRecord.Anonymous;
        if (!isAnonymous && !isRead && record.Status != 429)
        {
            return false;
        }

        var caller = isAnonymous ? Network(record.Address) : record.PrincipalId;
        lock (_gate)
        {
            if (!_tallies.TryGetValue(caller, out var tally))
            {
                caller = _tallies.Count < MostCallers ? caller : EverybodyElse;
                if (!_tallies.TryGetValue(caller, out tally))
                {
                    _tallies.Add(caller, tally = new Tally(caller));
                }
            }

            if (tally.Seen < FirstOfCaller && _recorded < FirstOfAll)
            {
                tally.Seen++;
                _recorded++;
                return false;
            }

            tally.Count(record);
            return true;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_minute, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync();
        }
    }

    private async Task FlushAsync()
    {
        Dictionary<string, Tally> full;
        lock (_gate)
        {
            (full, _tallies, _recorded) = (_tallies, new Dictionary<string, Tally>(StringComparer.Ordinal), 0);
        }

        foreach (var tally in full.Values.Where(tally => tally.Times > 0))
        {
            try
            {
                await trail.RecordAsync(tally.ToRecord());
            }
            catch (StorageException)
            {
                LogNotRecorded(tally.Times, tally.Caller);
            }
        }
    }

    // Whoever has one IPv6 address has a network of them.
    private static string Network(string? address)
    {
        if (!IPAddress.TryParse(address, out var ip) || ip.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address ?? "no address";
        }

        var bytes = ip.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    [LoggerMessage(9722, LogLevel.Warning, "{Count} refusals of {Caller} are not in the audit log yet")]
    private partial void LogNotRecorded(int count, string caller);

    private sealed class Tally(string caller)
    {
        private AuditRecord? _last;

        public string Caller => caller;

        public int Seen { get; set; }

        public int Times { get; private set; }

        public void Count(AuditRecord record)
        {
            Times++;
            _last = record;
        }

        public AuditRecord ToRecord() => new()
        {
            PrincipalId = _last!.PrincipalId,
            PrincipalName = _last.PrincipalId == AuditRecord.Anonymous ? null : _last.PrincipalName,
            SignIn = _last.SignIn,
            Action = "refused_requests",
            Address = _last.PrincipalId == AuditRecord.Anonymous ? caller : _last.Address,
            Outcome = AuditOutcome.Refused,
            Status = _last.Status,
            Code = _last.Code,
            Times = Times,
        };
    }
}
