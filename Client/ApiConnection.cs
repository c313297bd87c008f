using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Nms.Contracts.Errors;
using Polly;
using Polly.Retry;

namespace Nms.Client;

/// <summary>Sends one call and reads its answer; reads are tried again when trying again can help.</summary>
internal sealed class ApiConnection : IDisposable
{
    private const int MostRetries = 10;
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly NmsCredentials? _credentials;
    private readonly ResiliencePipeline _commands;
    private readonly ResiliencePipeline _reads;

    public ApiConnection(NmsClientOptions options, HttpMessageHandler handler)
    {
        if (!options.Address.IsAbsoluteUri || options.Address.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("The address must begin with http:// or https://.", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(options.Retries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Retries, MostRetries);
        Address = new Uri(options.Address.AbsoluteUri.TrimEnd('/') + "/");
        _http = new HttpClient(handler) { BaseAddress = Address, Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        _credentials = options.Credentials;
        _commands = Timed(options).Build();
        _reads = options.Retries == 0 ? _commands : Timed(options).AddRetry(Again(options.Retries)).Build();
    }

    /// <summary>Where the platform is; ends in a slash.</summary>
    public Uri Address { get; }

    public ValueTask<AuthenticationHeaderValue?> GetAuthorizationAsync(CancellationToken cancellationToken) =>
        _credentials is null ? default : AsNullable(_credentials.GetHeaderAsync(cancellationToken));

    public Task<T> GetAsync<T>(Route route, CancellationToken cancellationToken) =>
        SendAsync(_reads, HttpMethod.Get, route, null, ReadAsync<T>, cancellationToken);

    public Task<byte[]> GetBytesAsync(Route route, CancellationToken cancellationToken) =>
        SendAsync(_reads, HttpMethod.Get, route, null, (response, token) => response.Content.ReadAsByteArrayAsync(token), cancellationToken);

    /// <summary>Reads an answer as it comes; for those too large to hold.</summary>
    public async Task<Stream> GetStreamAsync(Route route, CancellationToken cancellationToken)
    {
        var response = await SendAsync(HttpMethod.Get, route, null, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task<T> SendAsync<T>(HttpMethod method, Route route, object? body, CancellationToken cancellationToken) =>
        SendAsync(_commands, method, route, Json(body), ReadAsync<T>, cancellationToken);

    public Task SendAsync(HttpMethod method, Route route, object? body, CancellationToken cancellationToken) =>
        SendAsync(_commands, method, route, Json(body), (_, _) => Task.FromResult(true), cancellationToken);

    public Task PutBytesAsync(Route route, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => SendAsync(
        _commands,
        HttpMethod.Put,
        route,
        () => new ReadOnlyMemoryContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } },
        (_, _) => Task.FromResult(true),
        cancellationToken);

    public void Dispose() => _http.Dispose();

    /// <summary>For a body that is not JSON.</summary>
    public Task<T> SendContentAsync<T>(HttpMethod method, Route route, Func<HttpContent> content, CancellationToken cancellationToken) =>
        SendAsync(_commands, method, route, content, ReadAsync<T>, cancellationToken);

    private static async ValueTask<AuthenticationHeaderValue?> AsNullable(ValueTask<AuthenticationHeaderValue> header) => await header.ConfigureAwait(false);

    private static Func<HttpContent?>? Json(object? body) =>
        body is null ? null : () => JsonContent.Create(body, body.GetType(), options: ClientJson.Options);

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync<T>(ClientJson.Options, cancellationToken).ConfigureAwait(false)
        ?? throw new JsonException("The platform answered null.");

    private async Task<T> SendAsync<T>(
        ResiliencePipeline pipeline,
        HttpMethod method,
        Route route,
        Func<HttpContent?>? content,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                async token =>
                {
                    using var response = await SendAsync(method, route, content, token).ConfigureAwait(false);
                    return await read(response, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Polly.Timeout.TimeoutRejectedException late)
        {
            throw new TimeoutException($"{method} {route} took longer than {late.Timeout.TotalSeconds:0} s.", late);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Route route, Func<HttpContent?>? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, route.ToString()) { Content = content?.Invoke() };
        request.Headers.Authorization = await GetAuthorizationAsync(cancellationToken).ConfigureAwait(false);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new NmsApiException(response.StatusCode, await ProblemAsync(response, cancellationToken).ConfigureAwait(false), RetryAfter(response));
        }
    }

    private static async Task<ProblemResponse?> ProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // A proxy before the platform answers in its own words.
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return null;
        }

        try
        {
            return await response.Content.ReadFromJsonAsync<ProblemResponse>(ClientJson.Options, cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;

    private static ResiliencePipelineBuilder Timed(NmsClientOptions options) =>
        new ResiliencePipelineBuilder { TimeProvider = options.Time }.AddTimeout(options.Timeout);

    private static RetryStrategyOptions Again(int retries) => new()
    {
        MaxRetryAttempts = retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromMilliseconds(200),
        MaxDelay = s_longestPause,
        ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception switch
        {
            HttpRequestException => true,
            NmsApiException failure => failure.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
            _ => false,
        }),
        DelayGenerator = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is NmsApiException { RetryAfter: { } wait } ? (TimeSpan?)(wait < s_longestPause ? wait : s_longestPause) : null),
    };
}
