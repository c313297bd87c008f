using System.Buffers;

namespace Nms.Api.Events;

/// <summary>
/// The connection under a WebSocket. Between <see cref="Gather"/> and <see cref="ReleaseAsync"/> what is written stays here and then leaves in
/// one write: a kernel call for each of many small frames is most of what a fan-out costs. The WebSocket writes whole frames, so its
/// own pongs may come between ours at any time.
/// </summary>
internal sealed class GatheringStream(Stream inner) : Stream
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private byte[]? _gathered;
    private int _length;
    private bool _gathering;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>From now on what is written waits.</summary>
    public void Gather() => Volatile.Write(ref _gathering, true);

    /// <summary>Writes what has waited.</summary>
    public async ValueTask ReleaseAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _gathering = false;
            if (_gathered is { } gathered)
            {
                await inner.WriteAsync(gathered.AsMemory(0, _length), cancellationToken);
            }
        }
        finally
        {
            DropGathered();
            _turn.Release();
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The usual case completes at once: nobody else writes and the frame only waits.
        if (Volatile.Read(ref _gathering) && _turn.Wait(0, CancellationToken.None))
        {
            try
            {
                if (_gathering)
                {
                    Append(buffer.Span);
                    return ValueTask.CompletedTask;
                }
            }
            finally
            {
                _turn.Release();
            }
        }

        return WriteInTurnAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _gathering) ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // The semaphore stays: a write that is on its way may still release it, and it holds nothing of the system's.
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask WriteInTurnAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_gathering)
            {
                Append(buffer.Span);
            }
            else
            {
                await inner.WriteAsync(buffer, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        var gathered = _gathered ??= ArrayPool<byte>.Shared.Rent(Math.Max(4096, bytes.Length));
        if (gathered.Length - _length < bytes.Length)
        {
            _gathered = ArrayPool<byte>.Shared.Rent(Math.Max(gathered.Length * 2, _length + bytes.Length));
            gathered.AsSpan(0, _length).CopyTo(_gathered);
            ArrayPool<byte>.Shared.Return(gathered);
        }

        bytes.CopyTo(_gathered.AsSpan(_length));
        _length += bytes.Length;
    }

    private void DropGathered()
    {
        if (_gathered is { } gathered)
        {
            ArrayPool<byte>.Shared.Return(gathered);
            (_gathered, _length) = (null, 0);
        }
    }
}
