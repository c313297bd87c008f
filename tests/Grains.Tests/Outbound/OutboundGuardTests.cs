using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Nms.Outbound;

namespace Nms.Grains.Tests.Outbound;

/// <summary>With real sockets: 127.0.0.1 is permitted for the test and stands for the world, 127.0.0.2 for what is inside.</summary>
public sealed class OutboundGuardTests : IDisposable
{
    private readonly TcpListener _outside = new(IPAddress.Parse("127.0.0.1"), 0);
    private readonly TcpListener _inside = new(IPAddress.Parse("127.0.0.2"), 0);
    private readonly FakeResolver _resolver = new();
    private readonly OutboundGuard _guard;

    public OutboundGuardTests()
    {
        _outside.Start();
        _inside.Start();
        _guard = new OutboundGuard(_resolver, Options.Create(new OutboundOptions { Allowed = ["127.0.0.1"] }));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _guard.Dispose();
        _outside.Dispose();
        _inside.Dispose();
    }

    [Fact]
    public async Task A_permitted_address_is_spoken_to()
    {
        _resolver.Answers.Enqueue([IPAddress.Parse("127.0.0.1")]);
        var served = ServeAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        using var http = _guard.CreateClient();

        var answer = await http.GetStringAsync(new Uri($"http://hook.example:{Port(_outside)}/"), Cancelled);

        Assert.Equal("ok", answer);
        await served;
    }

    [Fact]
    public async Task A_name_that_changes_its_address_after_the_check_is_refused()
    {
        _resolver.Answers.Enqueue([IPAddress.Parse("127.0.0.1")]);
        _resolver.Answers.Enqueue([IPAddress.Parse("127.0.0.2")]);
        using var http = _guard.CreateClient();

        await _guard.ResolveAsync("hook.example", Cancelled);

        await RefusedAsync(() => http.GetAsync(new Uri($"http://hook.example:{Port(_inside)}/"), Cancelled));
        Assert.False(_inside.Pending());
    }

    [Fact]
    public async Task A_name_with_one_forbidden_address_is_refused()
    {
        _resolver.Answers.Enqueue([IPAddress.Parse("127.0.0.1"), IPAddress.Parse("127.0.0.2")]);

        var refusal = await Assert.ThrowsAsync<ForbiddenException>(() => _guard.ResolveAsync("hook.example", Cancelled));

        Assert.Equal("address_forbidden", refusal.Code);
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("[::ffff:127.0.0.2]")]
    [InlineData("inside.example")]
    public async Task A_redirect_to_a_forbidden_address_is_not_followed(string host)
    {
        _resolver.Answers.Enqueue([IPAddress.Parse("127.0.0.1")]);
        _resolver.Answers.Enqueue([IPAddress.Parse("127.0.0.2")]);
        var served = ServeAsync($"HTTP/1.1 302 Found\r\nLocation: http://{host}:{Port(_inside)}/\r\nContent-Length: 0\r\n\r\n");
        using var http = _guard.CreateClient();

        await RefusedAsync(() => http.GetAsync(new Uri($"http://hook.example:{Port(_outside)}/"), Cancelled));

        await served;
        Assert.False(_inside.Pending());
    }

    [Theory]
    [InlineData("http://2130706434/")]
    [InlineData("http://0177.0.0.2/")]
    [InlineData("http://[::ffff:7f00:2]/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://user:secret@example.org/")]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.org/")]
    public void A_URL_that_cannot_be_good_is_refused_before_it_is_kept(string url) => Assert.NotNull(_guard.Complaint(new Uri(url)));

    [Theory]
    [InlineData("https://hook.example/a?b=c")]
    [InlineData("http://10.0.0.1:8080/")]
    public void A_URL_that_may_be_good_is_kept(string url) => Assert.Null(_guard.Complaint(new Uri(url)));

    [Fact]
    public void Networks_that_cannot_be_read_are_named()
    {
        var result = new OutboundOptionsValidator().Validate(null, new OutboundOptions { Forbidden = ["10.0.0.0/8", "lan"] });

        Assert.Equal("Nms:Outbound:Forbidden:1 is 'lan'; write an address or a network, such as 10.0.0.0/8.", Assert.Single(result.Failures!));
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static async Task RefusedAsync(Func<Task<HttpResponseMessage>> ask)
    {
        var failure = await Assert.ThrowsAsync<HttpRequestException>(ask);
        Assert.Equal("address_forbidden", Assert.IsType<ForbiddenException>(failure.InnerException).Code);
    }

    private async Task ServeAsync(string answer)
    {
        using var client = await _outside.AcceptTcpClientAsync(Cancelled);
        var stream = client.GetStream();
        await stream.ReadAtLeastAsync(new byte[4096], 16, throwOnEndOfStream: false, Cancelled);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), Cancelled);
    }

    private sealed class FakeResolver : IHostResolver
    {
        public Queue<IPAddress[]> Answers { get; } = [];

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Task.FromResult(Answers.Dequeue());
    }
}
