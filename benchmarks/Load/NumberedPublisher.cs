using System.Net;
using System.Net.Sockets;
using Nms.Events;

namespace Nms.Load;

/// <summary>Has numbered events appended by whichever silo answers; without an answer it says the same to the next one.</summary>
internal sealed class NumberedPublisher(IReadOnlyList<int> lines, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private TcpClient? _client;
    private StreamReader? _reader;
    private StreamWriter? _writer;
    private int _line;

    /// <summary>How often it had to say something again.</summary>
    public int Again { get; private set; }

    public async Task PublishAsync(EventPriority priority, int first, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(s_patience);
            try
            {
                await ConnectAsync(patience.Token);
                await _writer!.WriteLineAsync(FormattableString.Invariant($"{priority} {first} {count}").AsMemory(), patience.Token);
                if (await _reader!.ReadLineAsync(patience.Token) == "done")
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // The silo is dead or frozen: the next one is told the same.
            }

            Again++;
            Disconnect();
            _line++;
            await Task.Delay(s_pause, time, cancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        Disconnect();
        return ValueTask.CompletedTask;
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (_client is null)
        {
            var client = new TcpClient { NoDelay = true };
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, lines[_line % lines.Count], cancellationToken);
            }
            catch
            {
                client.Dispose();
                throw;
            }

            _client = client;
            _reader = new StreamReader(client.GetStream());
            _writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
        }
    }

    private void Disconnect()
    {
        _client?.Dispose();
        _client = null;
    }
}
