using Microsoft.Extensions.Configuration;
using Nms.Silo.Settings;

namespace Nms.Silo.Tests.Settings;

public sealed class SettingsCheckTests
{
    [Theory]
    [InlineData("Nms:Events:Retention", "soon", "Nms:Events:Retention is 'soon'; write a duration such as 00:05:00 (hours, minutes, seconds).")]
    [InlineData("Nms:Events:Retention", "00:00:01", "Nms:Events:Retention is 00:00:01; it must be between 1 hour and 10 years.")]
    [InlineData("Nms:Gateway:MaxConnections", "0", "Nms:Gateway:MaxConnections is 0; it must be between 1 and 1000000.")]
    [InlineData("Nms:Gateway:MaxConnections", "many", "Nms:Gateway:MaxConnections is 'many'; write a whole number.")]
    [InlineData("Nms:Metrics:Enabled", "maybe", "Nms:Metrics:Enabled is 'maybe'; write true or false.")]
    [InlineData("Nms:Health:DiskCriticalMegabytes", "2000", "Nms:Health:DiskCriticalMegabytes is 2000; it must be between 0 and 1024.")]
    [InlineData("Nms:Otlp:Protocol", "carrier-pigeon", "Nms:Otlp:Protocol is 'carrier-pigeon'; write grpc or http/protobuf.")]
    [InlineData("Nms:Logging:Format", "xml", "Nms:Logging:Format is 'xml'; write text or json.")]
    [InlineData("Nms:Cluster:WaitAtStart", "-00:01:00", "Nms:Cluster:WaitAtStart is '-00:01:00'; write a duration up to 1.00:00:00, such as 00:02:00.")]
    [InlineData("Gns3:Servers:lab:WatchOnly", "yes", "Gns3:Servers:lab:WatchOnly is 'yes'; write true or false.")]
    [InlineData("Lab:Port", "x", "Lab:Port is 'x'; write a port between 1 and 65535.")]
    public void A_mistake_is_told_with_the_key_the_value_and_the_remedy(string key, string value, string sentence)
    {
        var mistakes = SettingsCheck.FindMistakes(Configuration((key, value), ("Gns3:Servers:lab:Url", "http://127.0.0.1:3080")));

        Assert.Equal([sentence], mistakes);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var mistakes = SettingsCheck.FindMistakes(Configuration(
            ("Nms:Events:PurgeEvery", "x"), ("Nms:Gateway:QueueLength", "1"), ("Lab:Enabled", "2"), ("Gns3:Servers:a:User", "me"), ("ConnectionStrings:redis", "r")));

        Assert.Equal(5, mistakes.Count);
    }

    [Fact]
    public void A_secret_is_never_repeated()
    {
        var mistakes = SettingsCheck.FindMistakes(Configuration(("Nms:Metrics:ScrapeKey", "hush")));

        Assert.DoesNotContain("hush", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nms:Evnts:Retention", "Nothing reads Nms:Evnts:Retention; did you mean Nms:Events:Retention?")]
    [InlineData("Gns3:Servers:campus:Uri", "Nothing reads Gns3:Servers:campus:Uri; did you mean Gns3:Servers:campus:Url?")]
    [InlineData("Lab:Topologie", "Nothing reads Lab:Topologie; did you mean Lab:Topology?")]
    [InlineData("Nms:Something:Quite:Different", "Nothing reads Nms:Something:Quite:Different; remove it, or see docs/reference/configuration.md.")]
    public void A_key_that_nothing_reads_is_told_with_the_nearest_one(string key, string sentence)
    {
        Assert.Equal([sentence], SettingsCheck.FindUnknown(Configuration((key, "x"))));
    }

    [Theory]
    [InlineData("Nms:Data")]
    [InlineData("nms:events:retention")]
    [InlineData("Gns3:Servers:any-name:Password")]
    [InlineData("Nms:Gateway:AllowedOrigins:0")]
    [InlineData("NMS_TEST_POSTGRES")]
    public void A_key_that_something_reads_is_not_told(string key)
    {
        Assert.Empty(SettingsCheck.FindUnknown(Configuration((key, "x"))));
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("same", "same", 0)]
    public void Letters_to_change_are_counted(string left, string right, int distance)
    {
        Assert.Equal(distance, NearestKey.Distance(left, right));
        Assert.Equal(distance, NearestKey.Distance(right, left));
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] entries) => new ConfigurationBuilder()
        .AddInMemoryCollection(entries.Select(entry => new KeyValuePair<string, string?>(entry.Key, entry.Value))).Build();
}
