using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Nms.Silo.Telemetry;

namespace Nms.Silo.Tests.Telemetry;

public sealed class ScrapeKeyTests
{
    private const string Key = "0123456789abcdef";

    [Theory]
    [InlineData("Bearer 0123456789abcdef", true)]
    [InlineData("bearer 0123456789abcdef ", true)]
    [InlineData("Bearer 0123456789abcdeF", false)]
    [InlineData("Bearer 0123456789abcde", false)]
    [InlineData("Bearer ", false)]
    [InlineData("Basic 0123456789abcdef", false)]
    [InlineData("", false)]
    public void Only_the_whole_key_as_a_bearer_token_opens(string header, bool opens)
    {
        var key = new ScrapeKey(Options.Create(new MetricsOptions { ScrapeKey = Key }));

        Assert.Equal(opens, key.IsIn(Request(header)));
    }

    [Fact]
    public void Without_a_key_nothing_opens()
    {
        var key = new ScrapeKey(Options.Create(new MetricsOptions()));

        Assert.False(key.IsIn(Request("Bearer ")));
    }

    [Theory]
    [InlineData("short", null, "Nms:Metrics:ScrapeKey has 5 characters")]
    [InlineData(Key, "/nowhere", "are both set")]
    [InlineData(null, "/nowhere/key", "Nms:Metrics:ScrapeKeyFile is /nowhere/key, which cannot be read")]
    public void A_key_that_cannot_be_used_is_refused_by_name_and_never_repeated(string? key, string? file, string sentence)
    {
        var result = new MetricsOptionsValidator().Validate(null, new MetricsOptions { ScrapeKey = key, ScrapeKeyFile = file });

        Assert.Contains(sentence, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, result.FailureMessage, StringComparison.Ordinal);
    }

    private static HttpRequest Request(string header)
    {
        var context = new DefaultHttpContext();
        if (header.Length > 0)
            context.Request.Headers.Authorization = header;
        return context.Request;
    }
}
