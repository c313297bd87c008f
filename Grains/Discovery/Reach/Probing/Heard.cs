using Nms.Consoles;

namespace Nms.Discovery.Reach.Probing;

/// <summary>What a service said so far, telnet's commands taken out and refused or agreed to as a terminal does.</summary>
internal sealed class Heard(int most)
{
    private readonly byte[] _bytes = new byte[most];
    private readonly byte[] _piece = new byte[Math.Min(most, 4096)];
    private readonly TelnetParser _parser = new();
    private readonly TelnetNegotiator _negotiator = new();
    private readonly List<byte> _replies = [];
    private int _total;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public bool IsTelnet { get; private set; }

    /// <summary>Whether no more is read, of text or of commands.</summary>
    public bool IsFull => _total >= most;

    public bool EndsLine => Length > 0 && _bytes[Length - 1] == '\n';

    /// <summary>Reads some more.</summary>
    /// <returns>How many bytes came, 0 at the end; null when none came within the pause.</returns>
    public async Task<int?> ReadAsync(Stream voice, TimeSpan pause, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(pause, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var read = await voice.ReadAsync(_piece.AsMemory(0, Math.Min(_piece.Length, most - _total)), either.Token);
            _total += read;
            Take(_piece.AsSpan(0, read));
            return read;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>What is to be answered to telnet's commands.</summary>
    public byte[] TakeReplies()
    {
        byte[] replies = [.. _replies];
        _replies.Clear();
        return replies;
    }

    private void Take(ReadOnlySpan<byte> input)
    {
        while (_parser.TryRead(ref input, out var token))
        {
            if (token.Kind == TelnetTokenKind.Text)
            {
                token.Bytes.CopyTo(_bytes.AsSpan(Length));
                Length += token.Bytes.Length;
            }
            else
            {
                IsTelnet |= token.Kind == TelnetTokenKind.Negotiation;
                _negotiator.Receive(token, _replies);
            }
        }
    }
}
