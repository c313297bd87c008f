namespace Nms.Lab.Console;

/// <summary>One client of a console, by telnet or by WebSocket: a bounded buffer towards it and its typing towards the terminal.</summary>
internal sealed class ConsoleClient(Func<byte[], CancellationToken, Task> send, Func<byte[], CancellationToken, Task<int>> receive)
{
    private readonly Lock _gate = new();
    private readonly TelnetInput _input = new();
    private readonly List<byte> _output = [];
    private TaskCompletionSource _news = New();
    private bool _isClosed;

    public void Send(byte[] output)
    {
        lock (_gate)
        {
            // Who does not read for so long is disconnected, not waited for.
            if (_output.Count + output.Length > LabLimits.ConsoleOutput) _isClosed = true;
            else _output.AddRange(output);
            _news.TrySetResult();
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _news.TrySetResult();
        }
    }

    /// <summary>Serves the client until it leaves, reads too slowly, or the node stops.</summary>
    public async Task ServeAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        if (!terminal.Attach(this)) return;
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            Send(TelnetInput.Greeting);
            await Task.WhenAny(ReadAsync(terminal, leaving.Token), WriteAsync(leaving.Token));
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
            while (true)
            {
                Task news;
                byte[] output;
                lock (_gate)
                {
                    if (_isClosed) return;
                    output = [.. _output];
                    _output.Clear();
                    if (output.Length == 0 && _news.Task.IsCompleted) _news = New();
                    news = _news.Task;
                }

                if (output.Length > 0) await send(output, cancellationToken);
                else await news.WaitAsync(cancellationToken);
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            // The client has left.
        }
    }

    private static bool IsGone(Exception e)
        => e is OperationCanceledException or IOException or ObjectDisposedException or System.Net.Sockets.SocketException or System.Net.WebSockets.WebSocketException;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
