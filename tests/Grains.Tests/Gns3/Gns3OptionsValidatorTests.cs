using Microsoft.Extensions.Configuration;
using Nms.Gns3;

namespace Nms.Grains.Tests.Gns3;

/// <summary>Which settings are refused, and by what words.</summary>
public sealed class Gns3OptionsValidatorTests
{
    [Theory]
    [InlineData("Servers:lab:Url", "ftp://host", "Gns3:Servers:lab:Url")]
    [InlineData("Servers:lab:User", "somebody", "Gns3:Servers:lab:Url is missing")]
    [InlineData("Servers:a b:Url", "http://host:3080", "a name is made of")]
    [InlineData("ReconcileEvery", "00:00:00", "Gns3:ReconcileEvery is 00:00:00")]
    [InlineData("BufferSize", "1", "Gns3:BufferSize is 1")]
    [InlineData("MaxReconnectDelay", "00:00:00.1", "Gns3:MaxReconnectDelay")]
    public void A_setting_that_cannot_work_is_named(string key, string value, string expected)
    {
        var result = new Gns3OptionsValidator().Validate(null, Bind((key, value)));

        Assert.True(result.Failed);
        Assert.Contains(expected, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_and_a_plain_server_are_good()
    {
        Assert.True(new Gns3OptionsValidator().Validate(null, Bind(("Servers:lab:Url", "http://127.0.0.1:3080"))).Succeeded);
    }

    private static Gns3Options Bind(params (string Key, string Value)[] settings)
    {
        var options = new Gns3Options();
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
            .Build()
            .Bind(options);
        return options;
    }
}
