using Microsoft.Extensions.Options;
using Nms.Probes;

namespace Nms.Discovery.Reach.Probing;

/// <summary>The probers of this silo, opened when they are needed first. Safe for all threads.</summary>
internal sealed class ReachProbers : IDisposable
{
    private readonly Lazy<IcmpProber> _measuring;
    private readonly Lazy<IcmpProber> _sweeping;

    public ReachProbers(IOptions<HostProbeOptions> options, TimeProvider time)
        : this(options.Value, time, null)
    {
    }

    internal ReachProbers(HostProbeOptions options, TimeProvider time, NetworkNamespace? where)
    {
        // A repeated request hides a loss, and finds a host over a lossy way.
        _measuring = new(() => new IcmpProber(new IcmpOptions { Timeout = options.EchoTimeout, Retries = 0, Namespace = where }, time));
        _sweeping = new(() => new IcmpProber(
            new IcmpOptions { Timeout = options.EchoTimeout, Retries = 1, RequestsPerSecond = options.SweepEchoesPerSecond, Namespace = where }, time));
        Ports = new PortProber(options, time);
        Tracer = new Tracer(options.MaxTraces, time);
        Names = new NameProber(options.NameTimeout, options.MaxNames, time);
        TcpSweep = new TcpProber(
            new TcpOptions
            {
                Timeout = options.ConnectTimeout,
                MaxConcurrent = options.MaxConnections,
                ConnectionsPerSecond = options.ConnectionsPerSecond,
                Namespace = where,
            },
            time);
        Namespace = where;
    }

    public IcmpProber Measuring => _measuring.Value;

    public IcmpProber Sweeping => _sweeping.Value;

    public PortProber Ports { get; }

    public TcpProber TcpSweep { get; }

    public Tracer Tracer { get; }

    public NameProber Names { get; }

    public NetworkNamespace? Namespace { get; }

    public void Dispose()
    {
        foreach (var prober in new[] { _measuring, _sweeping }.Where(prober => prober.IsValueCreated))
        {
            prober.Value.Dispose();
        }

        Ports.Dispose();
        Tracer.Dispose();
        Names.Dispose();
    }
}
