using Nms.Gns3;

namespace Nms.Protocols.Gns3.Tests;

public sealed class Gns3ClientOptionsTests
{
    private static readonly Gns3ClientOptions Default = new() { Url = new Uri("http://gns3.lan:3080") };

    public static TheoryData<string, Gns3ClientOptions> Wrong() => new()
    {
        { "Url must be", Default with { Url = new Uri("ftp://gns3.lan") } },
        { "Url must be", Default with { Url = new Uri("gns3.lan", UriKind.Relative) } },
        { "Url must be", Default with { Url = null! } },
        { "Url must not hold credentials", Default with { Url = new Uri("http://admin:secret@gns3.lan") } },
        { "Url must not have a query", Default with { Url = new Uri("http://gns3.lan/?x=1") } },
        { "User must not", Default with { User = "a:b" } },
        { "Password is given", Default with { Password = "secret" } },
        { "AttemptTimeout is", Default with { AttemptTimeout = TimeSpan.Zero } },
        { "TotalTimeout is", Default with { TotalTimeout = TimeSpan.FromSeconds(5) } },
        { "LongOperationTimeout is", Default with { LongOperationTimeout = TimeSpan.FromSeconds(5) } },
        { "MaxRetries is", Default with { MaxRetries = -1 } },
        { "RetryDelay is", Default with { RetryDelay = TimeSpan.FromHours(1), MaxRetryDelay = TimeSpan.FromHours(1) } },
        { "MaxRetryDelay is", Default with { MaxRetryDelay = TimeSpan.Zero } },
        { "CircuitFailures is", Default with { CircuitFailures = 1 } },
        { "CircuitBreakDuration is", Default with { CircuitBreakDuration = TimeSpan.Zero } },
        { "MaxConcurrentRequests is", Default with { MaxConcurrentRequests = 0 } },
        { "MaxQueuedRequests is", Default with { MaxQueuedRequests = -1 } },
        { "MaxResponseBytes is", Default with { MaxResponseBytes = 0 } },
        { "PooledConnectionLifetime is", Default with { PooledConnectionLifetime = TimeSpan.Zero } },
        { "MaxNotificationBytes is", Default with { MaxNotificationBytes = 0 } },
        { "NotificationSilence is", Default with { NotificationSilence = TimeSpan.Zero } },
    };

    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(Default.Validate());

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_option_is_named(string start, Gns3ClientOptions options)
    {
        Assert.Contains(options.Validate(), message => message.StartsWith(start, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => new Gns3Client(options, TimeProvider.System));
        Assert.Throws<ArgumentException>(() => new Gns3NotificationReader(options, TimeProvider.System));
    }

    [Fact]
    public void The_password_is_not_printed()
    {
        var text = (Default with { User = "admin", Password = "geheim" }).ToString();

        Assert.Equal("http://gns3.lan:3080/ as admin, password ***", text);
    }

    [Theory]
    [InlineData("http://gns3.lan:3080", "http://gns3.lan:3080/v2/")]
    [InlineData("http://gns3.lan:3080/", "http://gns3.lan:3080/v2/")]
    [InlineData("http://gns3.lan:3080/v2", "http://gns3.lan:3080/v2/")]
    [InlineData("https://proxy.lan/gns3/v2/", "https://proxy.lan/gns3/v2/")]
    public void The_address_is_taken_with_and_without_version(string given, string used)
        => Assert.Equal(new Uri(used), Gns3Http.BaseAddress(Default with { Url = new Uri(given) }));
}
