using Nms.Gns3;
using Nms.Lab;
using Nms.Testing.Servers;

namespace Nms.Protocols.Gns3.Tests.Contract;

/// <summary>A server that asks for user and password, over every way to it.</summary>
public sealed class LabAuthenticationTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("admin", "wrong", false)]
    [InlineData("admin", "secret", true)]
    public async Task Only_the_right_user_is_let_in(string? user, string? password, bool isLetIn)
    {
        await using var lab = await LabServer.StartAsync(
            LabServerFixture.Options with { Topology = "empty", User = "admin", Password = "secret" }, cancellationToken: Cancelled);
        var options = new Gns3ClientOptions { Url = lab.Url, User = user, Password = password };
        using var client = new Gns3Client(options, TimeProvider.System);
        using var reader = new Gns3NotificationReader(options, TimeProvider.System);
        using var noWebSockets = new NoWebSocketsHandler();
        using var httpReader = new Gns3NotificationReader(options, TimeProvider.System, noWebSockets);

        var outcomes = new[]
        {
            await Record.ExceptionAsync(() => client.GetVersionAsync(Cancelled)),
            await Record.ExceptionAsync(() => FirstOf(reader)),
            await Record.ExceptionAsync(() => FirstOf(httpReader)),
        };

        Assert.All(outcomes, outcome => Assert.Equal(isLetIn ? null : Gns3FailureKind.Unauthorized, (outcome as Gns3ApiException)?.Kind));
        Assert.All(outcomes, outcome => Assert.Equal(isLetIn, outcome is null));
    }

    private static async Task FirstOf(Gns3NotificationReader reader)
    {
        await using var stream = reader.ReadControllerAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        await stream.MoveNextAsync();
    }
}
