using System.Threading.Channels;

namespace Nms.Lab.Console;

/// <summary>One client of a console, by telnet or by WebSocket: a bounded queue towards it and its typing towards the terminal.</summary>
internal sealed class ConsoleClient(Func<byte[], CancellationToken, Task> send, Func<byte[], CancellationToken, Task<int>> receive)
{
    private readonly Channel<byte[]> _output = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(LabLimits.QueuedConsoleOutput) { SingleReader = true });
    private readonly TelnetInput _input = new();

    public void Send(byte[] output)
    {
        // Who does not read for so long is disconnected, not waited for.
        if (!_output.Writer.TryWrite(output)) Close();
    }

    public void Close() => _output.Writer.TryComplete();

    /// <summary>Serves the client until it leaves, reads too slowly, or the node stops.</summary>
    public async Task ServeAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        if (!terminal.Attach(this)) return;
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            Send(TelnetInput.Greeting);
            var reading = ReadAsync(terminal, leaving.Token);
            await Task.WhenAny(reading, WriteAsync(leaving.Token));
            await leaving.CancelAsync();
        }
        finally
        {
            terminal.Detach(this);
        }
    }

    private async Task ReadAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        try
        {
            while (await receive(buffer, cancellationToken) is > 0 and var count)
                terminal.Type(buffer.AsSpan(0, _input.Strip(buffer.AsSpan(0, count))));
        }
        catch (Exception e) when (IsGone(e))
        {
            // The client has left.
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var output in _output.Reader.ReadAllAsync(cancellationToken)) await send(output, cancellationToken);
        }
        catch (Exception e) when (IsGone(e))
        {
            // The client has left.
        }
    }

    private static bool IsGone(Exception e)
        => e is OperationCanceledException or IOException or ObjectDisposedException or System.Net.Sockets.SocketException or System.Net.WebSockets.WebSocketException;
}
