using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Nms.Lab.Faults;
using Nms.Lab.Nodes;

namespace Nms.Lab.Console;

/// <summary>
/// The screen and the keyboard of one node: what it writes goes to every client, what any client types goes to it. Both
/// directions are bounded, so that neither garbage nor a client that stopped reading costs memory.
/// </summary>
internal sealed class Terminal(LabNode node, LabFaults faults)
{
    private const int WaitingKeys = 4_096;
    private const char Interrupt = '\x03';

    private readonly Channel<char> _keys = Channel.CreateBounded<char>(new BoundedChannelOptions(WaitingKeys) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly ConcurrentDictionary<ConsoleClient, byte> _clients = [];
    private CancellationTokenSource? _command;
    private bool _swallowLineFeed;

    /// <summary>Adds a client; false when there are too many.</summary>
    public bool Attach(ConsoleClient client) => _clients.Count < LabLimits.ConsoleClients && _clients.TryAdd(client, 0);

    public void Detach(ConsoleClient client) => _clients.TryRemove(client, out _);

    public void DisconnectAll()
    {
        foreach (var client in _clients.Keys) client.Close();
    }

    public void Write(string text)
    {
        if (text.Length == 0) return;
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var client in _clients.Keys) client.Send(bytes);
    }

    /// <summary>Takes what a client typed. A node that hangs or is suspended swallows it.</summary>
    public void Type(ReadOnlySpan<byte> typed)
    {
        if (node.Status != NodeStatus.Started || faults.IsFrozen(node.Id)) return;
        var command = _command;
        foreach (var key in typed)
        {
            if (key == Interrupt && command is not null)
            {
                Write("^C");
                command.Cancel();
                continue;
            }

            // While a command runs nobody edits the line, and the terminal itself echoes.
            if (command is not null) Write(key is (byte)'\r' or (byte)'\n' ? "\r\n" : key >= 32 ? ((char)key).ToString() : "");
            _keys.Writer.TryWrite((char)key);
        }
    }

    /// <summary>Runs a command that Ctrl-C interrupts.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> command, CancellationToken cancellationToken)
    {
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _command = interrupt;
        try
        {
            await command(interrupt.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Interrupted by its user: the prompt comes back.
        }
        finally
        {
            _command = null;
        }
    }

    public async ValueTask<char> ReadKeyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var key = await _keys.Reader.ReadAsync(cancellationToken);
            await faults.ThawAsync(node.Id, cancellationToken);
            var isSecondHalf = _swallowLineFeed && key is '\n' or '\0';
            _swallowLineFeed = key == '\r';
            if (!isSecondHalf) return key;
        }
    }

    /// <summary>Reads a line with echo and the usual editing; an interrupt gives an empty line.</summary>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken, bool echo = true)
    {
        var line = new StringBuilder();
        while (true)
        {
            var key = await ReadKeyAsync(cancellationToken);
            switch (key)
            {
                case '\r' or '\n':
                    Write("\r\n");
                    return line.ToString();
                case Interrupt:
                    Write("^C\r\n");
                    return "";
                case '\b' or '\x7f' when line.Length > 0:
                    line.Length--;
                    if (echo) Write("\b \b");
                    break;
                case '\x15':
                    if (echo) Write(string.Concat(Enumerable.Repeat("\b \b", line.Length)));
                    line.Clear();
                    break;
                default:
                    if (key < ' ' || line.Length >= LabLimits.ConsoleLine) break;
                    line.Append(key);
                    if (echo) Write(key.ToString());
                    break;
            }
        }
    }
}
