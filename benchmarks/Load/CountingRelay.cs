using System.Net;
using System.Net.Sockets;

namespace Nms.Load;

/// <summary>Stands before an agent and counts what it is asked and what it answers, whoever asks.</summary>
internal sealed class CountingRelay : IAsyncDisposable
{
    private readonly UdpClient _front = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private long _requests;
    private long _bytes;

    public CountingRelay(IPEndPoint agent) => _running = RunAsync(agent);

    public IPEndPoint EndPoint => (IPEndPoint)_front.Client.LocalEndPoint!;

    public (long Requests, long Bytes) Counted => (Interlocked.Read(ref _requests), Interlocked.Read(ref _bytes));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _front.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(IPEndPoint agent)
    {
        var backs = new Dictionary<IPEndPoint, UdpClient>();
        while (!_stopping.IsCancellationRequested)
        {
            var request = await _front.ReceiveAsync(_stopping.Token);
            Interlocked.Increment(ref _requests);
            if (!backs.TryGetValue(request.RemoteEndPoint, out var back))
            {
                backs.Add(request.RemoteEndPoint, back = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)));
                back.Connect(agent);
                _ = Task.Run(() => AnswerAsync(back, request.RemoteEndPoint), CancellationToken.None);
            }

            await back.SendAsync(request.Buffer, _stopping.Token);
        }
    }

    private async Task AnswerAsync(UdpClient back, IPEndPoint to)
    {
        while (!_stopping.IsCancellationRequested)
        {
            var answer = await back.ReceiveAsync(_stopping.Token);
            Interlocked.Add(ref _bytes, answer.Buffer.Length);
            await _front.SendAsync(answer.Buffer, to, _stopping.Token);
        }
    }
}
