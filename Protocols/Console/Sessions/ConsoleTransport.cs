using System.Net.Sockets;
using System.Text;
using Nms.Consoles.Telnet;
using Nms.Consoles.Text;

namespace Nms.Consoles.Sessions;

/// <summary>The connection of a session: what comes ends up on the screen, what is asked for in telnet is answered on the way.</summary>
internal sealed class ConsoleTransport : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly ConsoleSessionOptions _options;
    private readonly TimeProvider _time;
    private readonly bool _isTelnet;
    private readonly TelnetParser _parser = new();
    private readonly TelnetNegotiator _negotiator = new();
    private readonly List<byte> _answer = [];
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Task<int>? _pending;
    private bool _peerSpeaksTelnet;
    private long _taken;

    private ConsoleTransport(Socket socket, bool isTelnet, ConsoleSessionOptions options, TimeProvider time)
        => (_socket, _isTelnet, _options, _time) = (socket, isTelnet, options, time);

    public ScreenText Screen { get; } = new();

    public static async Task<ConsoleTransport> ConnectAsync(
        ConsoleEndpoint endpoint, ConsoleSessionOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (endpoint.Type is not (ConsoleType.Telnet or ConsoleType.Raw))
            throw new ConsoleException(ConsoleErrorKind.NotSupported, $"A console of type {endpoint.Type} cannot be spoken to in text.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = new CancellationTokenSource(options.ConnectTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, either.Token).ConfigureAwait(false);
            return new ConsoleTransport(socket, endpoint.Type == ConsoleType.Telnet, options, time);
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            socket.Dispose();
            throw new ConsoleException(ConsoleErrorKind.Unreachable, $"No connection to the console at {endpoint}: {e.Message}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Starts to count the output anew and forgets the finished lines.</summary>
    public void Forget()
    {
        _taken = 0;
        Screen.Forget();
    }

    /// <summary>Waits until something comes for the screen; false when it stays quiet for so long.</summary>
    public async ValueTask<bool> ReadAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            _pending ??= _socket.ReceiveAsync(_buffer);
            var left = atMost - _time.GetElapsedTime(started);
            // What the system has already counts as here, though the pool may not have got round to saying so.
            if (left <= TimeSpan.Zero && !_pending.IsCompleted && _socket.Available == 0) return false;

            int length;
            try
            {
                length = await _pending.WaitAsync(left > TimeSpan.Zero ? left : _options.PromptTimeout, _time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return false;
            }
            catch (SocketException e)
            {
                throw new ConsoleException(ConsoleErrorKind.Closed, "The console broke the connection.", e);
            }

            _pending = null;
            if (length == 0) throw new ConsoleException(ConsoleErrorKind.Closed, "The console closed the connection.");
            _taken += length;
            if (_taken > _options.MaxOutputBytes)
                throw new ConsoleException(ConsoleErrorKind.TooMuchOutput, $"The console said more than {_options.MaxOutputBytes} bytes.");
            var showed = Take(_buffer.AsSpan(0, length));
            await AnswerAsync(cancellationToken).ConfigureAwait(false);
            if (showed) return true;
        }
    }

    /// <summary>Presses keys. Enter is CR, which telnet writes as CR NUL as long as it is not in binary mode (RFC 854, RFC 856).</summary>
    public async ValueTask TypeAsync(string keys, CancellationToken cancellationToken)
    {
        var bytes = new List<byte>(keys.Length + 2);
        foreach (var value in Encoding.UTF8.GetBytes(keys))
        {
            bytes.Add(value);
            if (value == '\r' && _peerSpeaksTelnet && !_negotiator.DoesWill(TelnetCodes.Binary)) bytes.Add(0);
            if (value == TelnetCodes.Iac && _isTelnet) bytes.Add(TelnetCodes.Iac);
        }

        await SendAsync([.. bytes], cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (_pending is { } pending) await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private bool Take(ReadOnlySpan<byte> input)
    {
        if (!_isTelnet)
        {
            Screen.Write(input);
            return true;
        }

        var showed = false;
        while (_parser.TryRead(ref input, out var token))
        {
            if (token.Kind == TelnetTokenKind.Text)
            {
                Screen.Write(token.Bytes);
                showed = true;
            }
            else
            {
                _peerSpeaksTelnet = true;
                _negotiator.Receive(token, _answer);
            }
        }

        return showed;
    }

    private async ValueTask AnswerAsync(CancellationToken cancellationToken)
    {
        if (_answer.Count == 0) return;
        byte[] bytes = [.. _answer];
        _answer.Clear();
        await SendAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SendAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;)
            {
                sent += await _socket.SendAsync(bytes.AsMemory(sent), SocketFlags.None, cancellationToken).AsTask()
                    .WaitAsync(_options.PromptTimeout, _time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (SocketException e)
        {
            throw new ConsoleException(ConsoleErrorKind.Closed, "The console broke the connection.", e);
        }
        catch (TimeoutException e)
        {
            throw new ConsoleException(ConsoleErrorKind.TimedOut, "The console does not take what is typed.", e);
        }
    }
}
