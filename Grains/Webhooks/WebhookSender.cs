using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Nms.Outbound;

namespace Nms.Webhooks;

/// <summary>
/// Sends with the headers of standardwebhooks.com. Of the answer only status and Retry-After count: its body is not read, the
/// handler discards it within bounds of its own.
/// </summary>
internal sealed class WebhookSender(IOutboundGuard guard, IOptions<WebhookOptions> options, TimeProvider time, WebhookMeters meters) : IWebhookSender, IDisposable
{
    private static readonly ProductInfoHeaderValue s_agent = new("NMS-Webhooks", "1.0");

    private readonly HttpClient _http = guard.CreateClient(followRedirects: false);

    public async Task<WebhookOutcome> SendAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var outcome = await TryAsync(request, started, either.Token, cancellationToken);
        meters.Sent(outcome);
        return outcome;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What an answer means.</summary>
    internal static (WebhookOutcomeKind Kind, string? Error) Judge(int status, Uri? location) => status switch
    {
        >= 200 and < 300 => (WebhookOutcomeKind.Delivered, null),
        >= 300 and < 400 => (WebhookOutcomeKind.Refused, $"it answered {status} and redirects{(location is null ? "" : $" to {Shown(location)}")}; redirects are not followed"),
        (int)HttpStatusCode.Gone => (WebhookOutcomeKind.Gone, "it answered 410: it wants nothing any more"),
        408 or 425 or 429 or 502 or 503 or 504 => (WebhookOutcomeKind.Unavailable, $"it answered {status}"),
        _ => (WebhookOutcomeKind.Refused, $"it answered {status}"),
    };

    private async Task<WebhookOutcome> TryAsync(WebhookRequest request, long started, CancellationToken either, CancellationToken cancellationToken)
    {
        if (request.Body.Length > options.Value.MaxBodyBytes)
        {
            return Failed(WebhookOutcomeKind.Refused, $"the body of {request.Body.Length} bytes is larger than {WebhookOptions.Section}:{nameof(WebhookOptions.MaxBodyBytes)}");
        }

        try
        {
            // Names are judged when they are connected to, addresses here too: a guard that became stricter counts at once.
            if (guard.Complaint(request.Url) is { } complaint)
            {
                return Failed(WebhookOutcomeKind.Unavailable, $"its address {complaint}");
            }

            using var message = Message(request);
            using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either);
            var (kind, error) = Judge((int)answer.StatusCode, answer.Headers.Location);
            return new WebhookOutcome(kind, (int)answer.StatusCode, error, RetryAfter(answer), time.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(WebhookOutcomeKind.Unavailable, string.Create(CultureInfo.InvariantCulture, $"it did not answer within {options.Value.Timeout.TotalSeconds:0.###} s"));
        }
        catch (HttpRequestException failure)
        {
            return Failed(WebhookOutcomeKind.Unavailable, failure.InnerException is ForbiddenException refused ? refused.Message : Told(failure));
        }

        WebhookOutcome Failed(WebhookOutcomeKind kind, string error) => new(kind, null, error, null, time.GetElapsedTime(started));
    }

    private HttpRequestMessage Message(WebhookRequest request)
    {
        var now = time.GetUtcNow();
        var message = new HttpRequestMessage(HttpMethod.Post, request.Url) { Content = new ReadOnlyMemoryContent(request.Body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.UserAgent.Add(s_agent);
        message.Headers.Add("webhook-id", request.MessageId);
        message.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        message.Headers.Add("webhook-signature", string.Join(' ', request.Secrets.Select(secret => secret.Sign(request.MessageId, now, request.Body.Span))));
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.Add(name, value);
        }

        return message;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer) =>
        (int)answer.StatusCode is not (429 or 503) ? null
        : answer.Headers.RetryAfter?.Delta ?? (answer.Headers.RetryAfter?.Date is { } date ? TimeSpan.FromTicks(Math.Max(0, (date - time.GetUtcNow()).Ticks)) : null);

    private static string Told(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name does not resolve",
        HttpRequestError.SecureConnectionError => $"its TLS certificate or handshake was refused: {failure.InnerException?.Message ?? failure.Message}",
        _ => $"it was not reached: {failure.InnerException?.Message ?? failure.Message}",
    };

    private static string Shown(Uri location) => location.OriginalString is { Length: > 200 } text ? text[..200] + "…" : location.OriginalString;
}
