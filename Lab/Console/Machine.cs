using System.Net.Sockets;
using Nms.Lab.Agents;
using Nms.Lab.Networks;
using Nms.Lab.Nodes;

namespace Nms.Lab.Console;

/// <summary>A running node: it boots, it converses, and its console listens as long as it runs.</summary>
internal sealed class Machine : IDisposable
{
    private readonly CancellationTokenSource _running = new();
    private readonly LabState _state;
    private readonly LabNode _node;
    private readonly IDialect _dialect;
    private readonly TcpListener? _listener;
    private volatile bool _hasBooted;

    private Machine(LabState state, LabNode node, IDialect dialect, TcpListener? listener)
    {
        (_state, _node, _dialect, _listener) = (state, node, dialect, listener);
        Terminal = new Terminal(node, state.Faults);
        Running = _running.Token;
    }

    public Terminal Terminal { get; }

    /// <summary>The node's place in the network, once it has booted.</summary>
    public HostStack? Stack => _hasBooted ? _dialect.Stack : null;

    /// <summary>What its agent says of it, once it has booted; null where it has none.</summary>
    public AgentIdentity? Identity => _hasBooted ? _dialect.Identity : null;

    /// <summary>Cancelled when the machine is switched off.</summary>
    public CancellationToken Running { get; }

    /// <summary>Completes when the machine has stopped altogether.</summary>
    public Task Stopped { get; private set; } = Task.CompletedTask;

    /// <summary>
    /// Switches a node on. When some other program has taken the console's port meanwhile, the node gets another one
    /// instead of failing.
    /// </summary>
    public static Machine Start(LabState state, LabNode node, IDialect dialect)
    {
        TcpListener? listener = null;
        if (node is { ConsoleType: "telnet", ConsolePort: { } port })
        {
            listener = Listen(state, port);
            if (listener is null)
            {
                node.ConsolePort = state.ConsolePorts.Take();
                state.ConsolePorts.Release(port);
                listener = Listen(state, node.ConsolePort.Value);
            }
        }

        var machine = new Machine(state, node, dialect, listener);
        machine.Stopped = Task.WhenAll(Task.Run(machine.LiveAsync), Task.Run(machine.AcceptAsync));
        return machine;
    }

    /// <summary>Switches the machine off.</summary>
    public void Dispose()
    {
        _running.Cancel();
        _listener?.Stop();
        Terminal.DisconnectAll();
        _running.Dispose();
    }

    private static TcpListener? Listen(LabState state, int port)
    {
        var listener = new TcpListener(state.Options.Address, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }

    private async Task LiveAsync()
    {
        try
        {
            var bootTime = _node.Kind.BootsFast ? _state.Options.VpcsBootTime : _state.Options.BootTime;
            if (bootTime > TimeSpan.Zero) await Task.Delay(bootTime, _state.Time, Running);
            _hasBooted = true;
            await _dialect.BootAsync(Terminal, Running);
            await _dialect.ConverseAsync(Terminal, Running);
        }
        catch (OperationCanceledException) when (Running.IsCancellationRequested)
        {
            // Switched off.
        }
    }

    private async Task AcceptAsync()
    {
        if (_listener is null) return;
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(Running);
                clients.RemoveAll(client => client.IsCompleted);
                clients.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException
            || (e is InvalidOperationException && Running.IsCancellationRequested))
        {
            // Switched off, perhaps before the first client was waited for.
        }

        await Task.WhenAll(clients);
    }

    private async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        socket.NoDelay = true;
        var client = new ConsoleClient(
            async (bytes, cancellationToken) => await socket.SendAsync(bytes, cancellationToken),
            async (buffer, cancellationToken) => await socket.ReceiveAsync(buffer, cancellationToken));
        await client.ServeAsync(Terminal, Running);
    }
}
