using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Nms.Status;

namespace Nms.Gns3;

/// <summary>What the clients of the GNS3 servers tell: how long calls take and how they end, retries, the circuits.</summary>
internal sealed class Gns3Meters
{
    private readonly Histogram<double> _calls;
    private ImmutableArray<Gns3Connection> _connections = [];

    public Gns3Meters(IMeterFactory meters)
    {
        var meter = meters.Create(NmsTelemetry.Meter);
        _calls = meter.CreateHistogram(
            "gns3.response.time", "s", "How long calls to a GNS3 server take, retries included.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = NmsTelemetry.Seconds });
        meter.CreateObservableCounter("nms.gns3.requests", () => Each(client => client.Statistics.Requests), null, "HTTP requests sent to a GNS3 server.");
        meter.CreateObservableCounter("nms.gns3.retries", () => Each(client => client.Statistics.Retries), null, "HTTP requests that repeated an earlier one.");
        meter.CreateObservableCounter("nms.gns3.failures", () => Each(client => client.Statistics.Failures), null, "Calls to a GNS3 server that failed.");
        meter.CreateObservableGauge("nms.gns3.circuit.state", () => Each(client => Level(client.CircuitState)), null, "0 closed, 1 half open, 2 open: no call is sent.");
    }

    /// <summary>The servers to tell of.</summary>
    public void Watch(IEnumerable<Gns3Connection> connections) => _connections = [.. connections];

    /// <summary>Takes a call that ended; without a failure it succeeded.</summary>
    public void Called(string server, TimeSpan duration, Gns3FailureKind? failure) => _calls.Record(
        duration.TotalSeconds,
        new KeyValuePair<string, object?>("server", server),
        new KeyValuePair<string, object?>("outcome", failure is { } kind ? Word(kind) : "ok"));

    private IEnumerable<Measurement<long>> Each(Func<IGns3Client, long> read) => _connections
        .Select(connection => new Measurement<long>(read(connection.Client), new KeyValuePair<string, object?>("server", connection.Name)));

    private static long Level(Gns3CircuitState state) => state switch
    {
        Gns3CircuitState.Open => 2,
        Gns3CircuitState.HalfOpen => 1,
        _ => 0,
    };

    private static string Word(Gns3FailureKind kind) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
