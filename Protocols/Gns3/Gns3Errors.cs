using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;

namespace Nms.Gns3;

/// <summary>Turns every way to fail into the one exception of this library.</summary>
internal static class Gns3Errors
{
    private const int LongestMessage = 4096;

    /// <summary>Reads an answer with an error status.</summary>
    public static Gns3ApiException FromAnswer(
        HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter, string request)
    {
        var said = ServerMessage(body);
        return new Gns3ApiException(KindOf(status), said ?? $"GNS3 answered {(int)status} to {request}.")
        {
            Status = status,
            ServerMessage = said,
            RetryAfter = retryAfter,
            Request = request,
        };
    }

    public static Gns3FailureKind KindOf(HttpStatusCode status) => (int)status switch
    {
        400 or 405 or 413 or 414 or 415 or 422 => Gns3FailureKind.BadRequest,
        401 or 407 => Gns3FailureKind.Unauthorized,
        404 or 410 => Gns3FailureKind.NotFound,
        408 or 504 => Gns3FailureKind.TimedOut,
        409 => Gns3FailureKind.Conflict,
        429 or 503 => Gns3FailureKind.Overloaded,
        502 => Gns3FailureKind.Unreachable,
        _ => Gns3FailureKind.Refused,
    };

    /// <summary>The text of <c>{"message":…}</c>, or null when the body is something else (a proxy's page).</summary>
    public static string? ServerMessage(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var document))
                return null;
            using (document)
            {
                return document.RootElement.ValueKind == JsonValueKind.Object
                    && document.RootElement.TryGetProperty("message", out var message)
                    && message.ValueKind == JsonValueKind.String
                    && message.GetString() is { Length: > 0 } text
                        ? text.Length <= LongestMessage ? text : string.Concat(text.AsSpan(0, LongestMessage), "…")
                        : null;
            }
        }
        // InvalidOperationException: bytes that are not UTF-8, or half a surrogate pair, inside the string.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>True for what the wire throws; anything else is a defect of ours and must be seen.</summary>
    public static bool IsFromWire(Exception e)
        => e is HttpRequestException or IOException or SocketException or WebSocketException or InvalidDataException;

    /// <summary>True for a cancellation that nobody asked for: the handler's own limit for connecting.</summary>
    public static bool IsFromHandler(Exception e, CancellationToken cancellationToken)
        => e is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    /// <summary>Reads what the wire threw.</summary>
    public static Gns3ApiException FromWire(Exception e, Uri server, string request)
    {
        if (SpeaksSomethingElse(e))
            return Malformed($"What listens at {server} does not answer as a GNS3 server does: {Innermost(e)}", request, e);
        return new Gns3ApiException(
            Gns3FailureKind.Unreachable, $"The GNS3 server at {server} cannot be reached: {Innermost(e)}", e)
        { Request = request };
    }

    public static Gns3ApiException StreamEnded(Uri server, string reason, string request)
        => new(Gns3FailureKind.Unreachable, $"The GNS3 server at {server} sends no more notifications: {reason.TrimEnd()}.") { Request = request };

    public static Gns3ApiException Malformed(string message, string request, Exception? inner = null)
        => new(Gns3FailureKind.Malformed, message, inner) { Request = request };

    public static Gns3ApiException TooLarge(long limit, string request)
        => new(Gns3FailureKind.TooLarge, $"The answer to {request} is longer than {limit} bytes.") { Request = request };

    public static Gns3ApiException TimedOut(Uri server, TimeSpan limit, string request, Exception? inner = null)
        => new(
            Gns3FailureKind.TimedOut,
            FormattableString.Invariant($"The GNS3 server at {server} did not answer {request} within {limit.TotalSeconds:0.###} s."),
            inner)
        { Request = request };

    private static bool SpeaksSomethingElse(Exception e) => e switch
    {
        HttpRequestException http => IsNotHttp(http.HttpRequestError),
        HttpIOException io => IsNotHttp(io.HttpRequestError),
        WebSocketException socket => socket.WebSocketErrorCode
            is not (WebSocketError.ConnectionClosedPrematurely or WebSocketError.Faulted or WebSocketError.NativeError),
        InvalidDataException => true,
        _ => false,
    };

    private static bool IsNotHttp(HttpRequestError error)
        => error is HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded;

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
            e = inner;
        return e.Message;
    }
}
