using Microsoft.Extensions.Logging;
using Nms.Outbound;

namespace Nms.Modules;

/// <summary>Asks a module's health address, where callers may have the platform speak to.</summary>
internal sealed partial class ModuleProber(IOutboundGuard outbound, TimeProvider time, ILogger<ModuleProber> logger) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client = outbound.CreateClient();

    /// <summary>What is wrong, or null. Never throws: silence is an answer.</summary>
    public async Task<string?> AskAsync(Uri address)
    {
        using var deadline = new CancellationTokenSource(s_patience, time);
        try
        {
            using var response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return response.IsSuccessStatusCode ? null : $"it answered {(int)response.StatusCode}.";
        }
        catch (OperationCanceledException)
        {
            return $"it did not answer within {s_patience.TotalSeconds} seconds.";
        }
        catch (HttpRequestException failure)
        {
            LogNotReached(failure, address);
            return failure.InnerException is ForbiddenException forbidden ? forbidden.Message : "it cannot be reached.";
        }
    }

    public void Dispose() => _client.Dispose();

    [LoggerMessage(6110, LogLevel.Debug, "The health address {Address} could not be asked")]
    private partial void LogNotReached(Exception failure, Uri address);
}
