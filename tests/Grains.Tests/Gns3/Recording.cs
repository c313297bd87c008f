using System.Text.Json;
using Nms.Gns3;
using Nms.Projects;

namespace Nms.Grains.Tests.Gns3;

/// <summary>The recorded run of a GNS3 2.2.59 server: what it notified and what it answered.</summary>
internal sealed class Recording
{
    public const string Server = "recorded";

    public static readonly Guid ProjectId = Guid.Parse("f28d34d3-26a1-4b03-8249-e265e41d5f11");

    private Recording(IReadOnlyList<RecordedNotification> notifications, IReadOnlyList<RecordedAnswer> answers)
    {
        Notifications = notifications;
        Answers = answers;
    }

    public IReadOnlyList<RecordedNotification> Notifications { get; }

    public IReadOnlyList<RecordedAnswer> Answers { get; }

    /// <summary>What the run tells of the project, in order.</summary>
    public IEnumerable<(double Time, ProjectObservation Observation)> Observations => Notifications
        .Select(item => (item.Time, News: Gns3Translator.Translate(Server, item.OnProject ? ProjectId : null, item.Notification)))
        .Where(item => item.News is ProjectNews)
        .Select(item => (item.Time, ((ProjectNews)item.News).Observation));

    public static Recording Load() => new(
        [.. Lines("notifications.jsonl").Select(RecordedNotification.Of)],
        [.. Lines("requests.jsonl").Select(RecordedAnswer.Of)]);

    private static IEnumerable<JsonElement> Lines(string name) => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Recordings", name))
        .Where(line => line.Length > 0)
        .Select(line => JsonDocument.Parse(line).RootElement);
}

/// <summary>One recorded notification.</summary>
internal sealed record RecordedNotification(double Time, bool OnProject, Gns3Notification Notification)
{
    public static RecordedNotification Of(JsonElement line)
    {
        Assert.True(Gns3Notification.TryParse(line.GetProperty("message").GetRawText(), out var notification, out var reason), reason);
        return new RecordedNotification(
            line.GetProperty("t").GetDouble(),
            line.GetProperty("stream").GetString()!.Contains("projects", StringComparison.Ordinal),
            notification);
    }
}

/// <summary>One recorded exchange.</summary>
internal sealed record RecordedAnswer(double Time, string Method, string Path, int Status, JsonElement Response)
{
    public static RecordedAnswer Of(JsonElement line) => new(
        line.GetProperty("t").GetDouble(),
        line.GetProperty("method").GetString()!,
        line.GetProperty("path").GetString()!,
        line.GetProperty("status").GetInt32(),
        line.GetProperty("response"));
}
