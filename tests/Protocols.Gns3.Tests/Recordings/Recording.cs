using System.Text.Json;

namespace Nms.Protocols.Gns3.Tests.Recordings;

/// <summary>What a real GNS3 2.2.59 server was asked and what it said, read from the files beside this one.</summary>
internal static class Recording
{
    public static IReadOnlyList<RecordedExchange> Exchanges { get; } = [.. Lines("requests-2.2.59.jsonl").Select(line =>
    {
        var exchange = JsonElement.Parse(line);
        return new RecordedExchange(
            exchange.GetProperty("method").GetString()!,
            exchange.GetProperty("path").GetString()!,
            Text(exchange.GetProperty("request")),
            exchange.GetProperty("status").GetInt32(),
            Text(exchange.GetProperty("response")));
    })];

    public static IReadOnlyList<RecordedNotification> Notifications { get; } = [.. Lines("notifications-2.2.59.jsonl").Select(line =>
    {
        var notification = JsonElement.Parse(line);
        return new RecordedNotification(notification.GetProperty("stream").GetString()!, notification.GetProperty("message").GetRawText());
    })];

    /// <summary>The answers to this method on paths with this ending, in the order they were given.</summary>
    public static IEnumerable<RecordedExchange> Of(string method, string pathEnd)
        => Exchanges.Where(exchange => exchange.Method == method && exchange.Path.EndsWith(pathEnd, StringComparison.Ordinal));

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Recordings", file));

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetRawText();
}

internal sealed record RecordedExchange(string Method, string Path, string? Request, int Status, string? Response);

internal sealed record RecordedNotification(string Stream, string Message);
