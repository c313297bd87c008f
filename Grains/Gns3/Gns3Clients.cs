using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nms.Gns3;

/// <summary>Makes the clients of the configured servers, once.</summary>
internal sealed partial class Gns3Clients : IGns3Clients, IDisposable
{
    private readonly ImmutableSortedDictionary<string, Gns3Connection> _connections;
    private readonly ILogger<Gns3Clients> _logger;

    public Gns3Clients(IOptions<Gns3Options> options, Gns3Meters meters, TimeProvider time, ILogger<Gns3Clients> logger)
    {
        _logger = logger;
        _connections = options.Value.Servers.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => new Gns3Connection(
                entry.Key,
                entry.Value,
                new Gns3Client(
                    entry.Value.ToClientOptions(), time, onCalled: (duration, failure) => meters.Called(entry.Key, duration, failure)),
                new Gns3NotificationReader(entry.Value.ToClientOptions(), time, onSkipped: skipped => LogSkipped(entry.Key, skipped.Reason, skipped.Length, skipped.Start))),
            StringComparer.Ordinal);
        meters.Watch(_connections.Values);
    }

    public ImmutableArray<string> Names => [.. _connections.Keys];

    public Gns3Connection? Find(string name) => _connections.GetValueOrDefault(name);

    public void Dispose()
    {
        foreach (var connection in _connections.Values)
        {
            (connection.Client as IDisposable)?.Dispose();
            (connection.Reader as IDisposable)?.Dispose();
        }
    }

    [LoggerMessage(1001, LogLevel.Warning, "GNS3 server {Server} sent something that is no notification and was left out: {Reason} ({Length} bytes: {Start})")]
    private partial void LogSkipped(string server, string reason, int length, string start);
}
