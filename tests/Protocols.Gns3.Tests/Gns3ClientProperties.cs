using System.Net;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Nms.Gns3;
using Nms.Protocols.Gns3.Tests.Recordings;
using Nms.Protocols.Gns3.Tests.Scripted;

namespace Nms.Protocols.Gns3.Tests;

/// <summary>Whatever a server says, the calls end in a result or in the one exception they may throw.</summary>
public sealed class Gns3ClientProperties
{
    private static readonly HttpStatusCode[] Statuses = [HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.BadRequest, HttpStatusCode.Conflict, HttpStatusCode.InternalServerError];

    private static readonly byte[][] Answers = [.. Recording.Exchanges.Where(exchange => exchange.Response is not null).Select(exchange => System.Text.Encoding.UTF8.GetBytes(exchange.Response!))];

    private static readonly byte[][] Messages = [.. Recording.Notifications.Select(recorded => System.Text.Encoding.UTF8.GetBytes(recorded.Message))];

    [Property(MaxTest = 100)]
    public Task Random_bytes_as_an_answer_throw_nothing_else(byte[] body, NonNegativeInt status)
        => AssertOnlyApiExceptionsAsync(body, Statuses[status.Get % Statuses.Length]);

    [Property(MaxTest = 200)]
    public Task A_recorded_answer_with_a_few_bytes_changed_throws_nothing_else(NonNegativeInt which, (NonNegativeInt, byte)[] changes, NonNegativeInt status)
        => AssertOnlyApiExceptionsAsync(Changed(Answers[which.Get % Answers.Length], changes), Statuses[status.Get % Statuses.Length]);

    [Property(MaxTest = 3000)]
    public void A_recorded_notification_with_a_few_bytes_changed_throws_nothing(NonNegativeInt which, (NonNegativeInt, byte)[] changes)
    {
        if (!Gns3Notification.TryParse(Changed(Messages[which.Get % Messages.Length], changes), out var notification, out _))
            return;
        notification.AsNode();
        notification.AsLink();
        notification.AsProject();
        notification.AsSnapshot();
        notification.AsDrawing();
        notification.AsCompute();
        notification.AsTemplate();
    }

    [Property(MaxTest = 100)]
    public async Task Random_bytes_on_the_connection_throw_nothing_else(byte[] bytes, bool afterTheHeader)
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            if (afterTheHeader)
                await connection.BeginChunkedAsync();
            await connection.WriteAsync(bytes);
        });
        using var client = Gns3TestClient.For(server.Url, options => options with { MaxRetries = 0 });

        await Gns3TestClient.FailureOf(() => client.GetVersionAsync(TestContext.Current.CancellationToken));
    }

    [Property(MaxTest = 100)]
    public async Task Random_bytes_on_a_notification_stream_throw_nothing_else(byte[] bytes)
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.AcceptWebSocketAsync((await connection.ReadRequestAsync())!);
            await connection.WriteAsync(bytes);
        });
        using var reader = new Gns3NotificationReader(Gns3TestClient.Options(server.Url), TimeProvider.System);

        await Gns3TestClient.FailureOf(async () =>
        {
            await foreach (var _ in reader.ReadControllerAsync(TestContext.Current.CancellationToken))
            {
            }
        });
    }

    private static byte[] Changed(byte[] original, (NonNegativeInt Position, byte Value)[] changes)
    {
        var changed = original.ToArray();
        foreach (var (position, value) in changes)
            changed[position.Get * 7919 % changed.Length] = value;
        return changed;
    }

    private static async Task AssertOnlyApiExceptionsAsync(byte[] body, HttpStatusCode status)
    {
        using var handler = new FakeHandler(_ => new HttpResponseMessage(status) { Content = new ByteArrayContent(body) });
        using var client = new Gns3Client(Gns3TestClient.Options(new Uri("http://gns3.lan")) with { MaxRetries = 0, CircuitFailures = 1000 }, TimeProvider.System, handler);

        foreach (var call in Reads.Concat(Gns3CommandCalls.All.Values))
        {
            var thrown = await Record.ExceptionAsync(() => call(client, TestContext.Current.CancellationToken));
            Assert.True(thrown is null or Gns3ApiException, $"{thrown}");
        }
    }

    private static readonly Func<IGns3Client, CancellationToken, Task>[] Reads =
    [
        (client, cancelled) => client.GetVersionAsync(cancelled),
        (client, cancelled) => client.ListComputesAsync(cancelled),
        (client, cancelled) => client.ListProjectsAsync(cancelled),
        (client, cancelled) => client.GetProjectAsync(Guid.Empty, cancelled),
        (client, cancelled) => client.GetProjectStatsAsync(Guid.Empty, cancelled),
        (client, cancelled) => client.ListNodesAsync(Guid.Empty, cancelled),
        (client, cancelled) => client.GetNodeAsync(Guid.Empty, Guid.Empty, cancelled),
        (client, cancelled) => client.ListLinksAsync(Guid.Empty, cancelled),
        (client, cancelled) => client.GetLinkAsync(Guid.Empty, Guid.Empty, cancelled),
        (client, cancelled) => client.ListDrawingsAsync(Guid.Empty, cancelled),
        (client, cancelled) => client.ListSnapshotsAsync(Guid.Empty, cancelled),
        (client, cancelled) => client.ListTemplatesAsync(cancelled),
        (client, cancelled) => client.ReadNodeFileAsync(Guid.Empty, Guid.Empty, "x", cancellationToken: cancelled),
    ];
}
