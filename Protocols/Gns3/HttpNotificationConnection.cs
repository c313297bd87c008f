using System.Buffers;
using System.IO.Pipelines;

namespace Nms.Gns3;

/// <summary>Messages as the lines of an endless HTTP answer.</summary>
internal sealed class HttpNotificationConnection(
    HttpResponseMessage response, Stream stream, Gns3ClientOptions options, string request) : NotificationConnection
{
    private readonly PipeReader _lines = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024));

    public override Gns3NotificationTransport Transport => Gns3NotificationTransport.Http;

    public override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        // What has been searched once is not searched again: a long line may come in many small pieces.
        var searched = 0L;
        while (true)
        {
            var (buffer, isLast) = await FillAsync(cancellationToken).ConfigureAwait(false);
            if (buffer.Slice(searched).PositionOf((byte)'\n') is { } end)
            {
                var line = Within(buffer.Slice(0, end)).ToArray();
                _lines.AdvanceTo(buffer.GetPosition(1, end));
                if (!line.AsSpan().Trim(" \t\r"u8).IsEmpty)
                    return line;
                searched = 0;
                continue;
            }

            searched = Within(buffer).Length;
            _lines.AdvanceTo(buffer.Start, buffer.End);
            if (isLast)
                throw Ended(searched == 0 ? "it closed the stream" : "it closed the stream in the middle of a message");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _lines.CompleteAsync().ConfigureAwait(false);
        response.Dispose();
    }

    private async ValueTask<(ReadOnlySequence<byte> Buffer, bool IsLast)> FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await _lines.ReadAsync(cancellationToken).ConfigureAwait(false);
            return (result.Buffer, result.IsCompleted);
        }
        catch (Exception e) when (Gns3Errors.IsFromWire(e))
        {
            throw Gns3Errors.FromWire(e, options.Url, request);
        }
    }

    private ReadOnlySequence<byte> Within(ReadOnlySequence<byte> line)
        => line.Length <= options.MaxNotificationBytes ? line : throw Gns3Errors.TooLarge(options.MaxNotificationBytes, request);

    private Gns3ApiException Ended(string reason) => Gns3Errors.StreamEnded(options.Url, reason, request);
}
