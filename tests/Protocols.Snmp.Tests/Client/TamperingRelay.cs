using System.Net;
using System.Net.Sockets;

namespace Nms.Protocols.Snmp.Tests.Client;

/// <summary>Stands between one client and an agent: requests pass, and for each answer it sends what a test makes of it.</summary>
internal sealed class TamperingRelay : IAsyncDisposable
{
    private readonly UdpClient _front = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _back = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<byte[], IEnumerable<byte[]>> _tamper;
    private readonly Task _running;
    private IPEndPoint? _client;

    public TamperingRelay(IPEndPoint agent, Func<byte[], IEnumerable<byte[]>> tamper)
    {
        _tamper = tamper;
        _back.Connect(agent);
        _running = Task.WhenAll(RequestsAsync(), AnswersAsync());
    }

    public IPEndPoint EndPoint => (IPEndPoint)_front.Client.LocalEndPoint!;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _front.Dispose();
        _back.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RequestsAsync()
    {
        while (true)
        {
            var request = await _front.ReceiveAsync(_stopping.Token);
            _client = request.RemoteEndPoint;
            await _back.SendAsync(request.Buffer, _stopping.Token);
        }
    }

    private async Task AnswersAsync()
    {
        while (true)
        {
            var answer = await _back.ReceiveAsync(_stopping.Token);
            foreach (var datagram in _tamper(answer.Buffer))
            {
                await _front.SendAsync(datagram, _client!, _stopping.Token);
            }
        }
    }
}
