using System.Net;
using Microsoft.Extensions.Options;
using Nms.Discovery.Snmp;
using Nms.Snmp;

namespace Nms.Grains.Tests.Discovery.Snmp;

/// <summary>The reader of inventories with its own client, and no pauses.</summary>
internal sealed class ReaderUnderTest : IDisposable
{
    private readonly SnmpClient _client;
    private readonly SnmpInventoryReader _reader;

    public ReaderUnderTest(Action<SnmpDiscoveryOptions>? change = null, TimeProvider? time = null)
    {
        var options = new SnmpDiscoveryOptions { Pause = TimeSpan.Zero, RestAfterFailure = TimeSpan.Zero };
        change?.Invoke(options);
        Assert.True(new SnmpDiscoveryOptionsValidator().Validate(null, options).Succeeded);
        _client = SnmpDiscoveryServices.ClientFor(options, TimeProvider.System);
        var wrapped = Options.Create(options);
        _reader = new SnmpInventoryReader(_client, new SnmpCredentials(_client, wrapped, TimeProvider.System), new EquipmentClassifier(EquipmentTypes.Load(null)), wrapped, time ?? TimeProvider.System);
    }

    public SnmpStatistics Statistics => _client.Statistics;

    public Task<SnmpInventory> ReadAsync(IPEndPoint endPoint, Guid? project = null, IPAddress? address = null)
        => _reader.ReadAsync(new SnmpAgentTarget(endPoint, address ?? endPoint.Address, project), TestContext.Current.CancellationToken);

    public Task<SnmpInventory> ReadAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
        => _reader.ReadAsync(new SnmpAgentTarget(endPoint, endPoint.Address), cancellationToken);

    public Task<SnmpInventory> ReadAsync(SnmpAgentTarget target) => _reader.ReadAsync(target, TestContext.Current.CancellationToken);

    public void Dispose() => _client.Dispose();
}
