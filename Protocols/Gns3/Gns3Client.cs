using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Nms.Gns3;

/// <summary>Speaks to one GNS3 server over HTTP, with pooled connections and the patience its options give it.</summary>
public sealed partial class Gns3Client : IGns3Client, IDisposable
{
    private readonly Gns3ClientOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly Gns3Resilience _resilience;
    private readonly Action<TimeSpan, Gns3FailureKind?>? _onCalled;
    private long _calls;
    private long _requests;
    private long _failures;
    private long _skippedElements;

    /// <summary>Creates a client; nothing is sent until the first call.</summary>
    /// <param name="options">Address, credentials and limits.</param>
    /// <param name="time">Clock of the limits, the waits and the circuit.</param>
    /// <param name="handler">Sends the requests instead of a pool of its own; stays the caller's to dispose.</param>
    /// <param name="onCalled">Told of every call that ended, with its duration and why it failed, if it did. Must be quick and thread-safe.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public Gns3Client(
        Gns3ClientOptions options, TimeProvider time, HttpMessageHandler? handler = null, Action<TimeSpan, Gns3FailureKind?>? onCalled = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options.Validated();
        _time = time;
        _http = Gns3Http.CreateClient(options, handler);
        _resilience = new Gns3Resilience(options, time);
        _onCalled = onCalled;
    }

    /// <inheritdoc/>
    public Uri Url => _options.Url;

    /// <inheritdoc/>
    public Gns3CircuitState CircuitState => _resilience.CircuitState;

    /// <inheritdoc/>
    public Gns3ClientStatistics Statistics => new(
        Interlocked.Read(ref _calls),
        Interlocked.Read(ref _requests),
        _resilience.Retries,
        Interlocked.Read(ref _failures),
        Interlocked.Read(ref _skippedElements));

    /// <inheritdoc/>
    public Task<Gns3Version> GetVersionAsync(CancellationToken cancellationToken = default)
        => ReadAsync("version", Gns3JsonContext.Default.Gns3Version, cancellationToken);

    /// <summary>Closes the pooled connections. Calls under way fail.</summary>
    public void Dispose() => _http.Dispose();

    private Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
        => CallAsync(HttpMethod.Get, path, Gns3CallKind.Read, null, type, cancellationToken);

    private async Task<Gns3List<T>> ListAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await SendAsync(HttpMethod.Get, path, Gns3CallKind.Read, null, _options.MaxResponseBytes, cancellationToken)
            .ConfigureAwait(false);
        var list = Parse(HttpMethod.Get, path, answer, type, Gns3Json.ReadList);
        Interlocked.Add(ref _skippedElements, list.Skipped);
        return list;
    }

    private async Task<T> CallAsync<T>(
        HttpMethod method, string path, Gns3CallKind kind, RequestBody? body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await SendAsync(method, path, kind, body, _options.MaxResponseBytes, cancellationToken).ConfigureAwait(false);
        return Parse(method, path, answer, type, Gns3Json.ReadObject);
    }

    private async Task CommandAsync(HttpMethod method, string path, Gns3CallKind kind, CancellationToken cancellationToken)
        => await SendAsync(method, path, kind, null, _options.MaxResponseBytes, cancellationToken).ConfigureAwait(false);

    private static RequestBody Body<T>(T value, JsonTypeInfo<T> type)
    {
        try
        {
            return new RequestBody(JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json");
        }
        // A JSON member taken over from somewhere else may hold half a surrogate pair, which cannot be written again.
        catch (JsonException e)
        {
            throw new Gns3ApiException(Gns3FailureKind.BadRequest, $"The request cannot be written as JSON: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private TResult Parse<T, TResult>(
        HttpMethod method, string path, ReadOnlyMemory<byte> answer, JsonTypeInfo<T> type, Reader<T, TResult> read)
    {
        try
        {
            return read(answer.Span, type);
        }
        catch (JsonException e)
        {
            Interlocked.Increment(ref _failures);
            throw Gns3Errors.Malformed(
                $"What listens at {_options.Url} does not answer as a GNS3 server does: {e.Message}", Request(method, path), e);
        }
    }

    private delegate TResult Reader<T, TResult>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type);

    private async Task<ReadOnlyMemory<byte>> SendAsync(
        HttpMethod method, string path, Gns3CallKind kind, RequestBody? body, int maxBytes, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        var started = _time.GetTimestamp();
        try
        {
            var answer = await _resilience.ExecuteAsync(
                kind,
                Request(method, path),
                cancelled => AttemptAsync(method, path, kind, body, maxBytes, cancelled),
                cancellationToken).ConfigureAwait(false);
            _onCalled?.Invoke(_time.GetElapsedTime(started), null);
            return answer;
        }
        catch (Gns3ApiException e)
        {
            Interlocked.Increment(ref _failures);
            _onCalled?.Invoke(_time.GetElapsedTime(started), e.Kind);
            throw;
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> AttemptAsync(
        HttpMethod method, string path, Gns3CallKind kind, RequestBody? body, int maxBytes, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (kind is not Gns3CallKind.Read)
        {
            // Even when empty: without a content the handler sends a request again on its own when a pooled connection
            // breaks, and GNS3 may have obeyed the first.
            request.Content = new ReadOnlyMemoryContent(body?.Bytes ?? default);
            request.Content.Headers.ContentType = body is null ? null : new MediaTypeHeaderValue(body.Value.MediaType);
        }

        try
        {
            using var response = await _http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return await Gns3Http.ReadBodyAsync(response.Content, maxBytes, cancellationToken).ConfigureAwait(false)
                    ?? throw Gns3Errors.TooLarge(maxBytes, Request(method, path));
            }

            var said = await Gns3Http.ReadBodyAsync(response.Content, Gns3Http.LongestErrorBody, cancellationToken).ConfigureAwait(false);
            throw Gns3Errors.FromAnswer(
                response.StatusCode, (said ?? default).Span, Gns3Http.RetryAfter(response, _time), Request(method, path));
        }
        catch (Exception e) when (Gns3Errors.IsFromWire(e) || Gns3Errors.IsFromHandler(e, cancellationToken))
        {
            throw Gns3Errors.FromWire(e, _options.Url, Request(method, path));
        }
    }

    private static string Request(HttpMethod method, string path) => $"{method} /v2/{path}";

    private readonly record struct RequestBody(ReadOnlyMemory<byte> Bytes, string MediaType);
}
