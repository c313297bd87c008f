using System.Text.Json.Nodes;
using Nms.Api.Status;
using Nms.Status;

namespace Nms.Api.Tests.Status;

public sealed class HealthEndpointTests : ApiTest
{
    private const string Published = "/api/common/api/v1/integration/health/";

    [Fact]
    public async Task Each_dependency_tells_its_state_its_cause_and_its_remedy()
    {
        Host.Health.Set(HealthNames.Storage, HealthState.Ok);
        Host.Health.Set(HealthNames.Gns3("lab"), HealthState.Warning, "It is not heard.", "Start it.");

        var health = await Host.GetAsync("/health");

        Assert.Equal("warning", health["status"]!.GetValue<string>());
        var server = health["dependencies"]!.AsArray()[1]!;
        Assert.Equal("gns3:lab", server["name"]!.GetValue<string>());
        Assert.Equal("warning", server["state"]!.GetValue<string>());
        Assert.Equal("It is not heard.", server["cause"]!.GetValue<string>());
        Assert.Equal("Start it.", server["remedy"]!.GetValue<string>());
        Assert.Equal(1.5, server["latency_ms"]!.GetValue<double>());
        Assert.Equal("closed", server["details"]!["circuit"]!.GetValue<string>());
        Assert.NotNull(server["since"]);
    }

    [Theory]
    [InlineData(HealthState.Ok, 200, "ok")]
    [InlineData(HealthState.Warning, 200, "warning")]
    [InlineData(HealthState.Critical, 503, "critical")]
    public async Task Only_a_critical_dependency_makes_the_answer_a_503(HealthState state, int status, string word)
    {
        Host.Health.Set(HealthNames.Storage, state, "Why.", "What to do.");

        var ours = await Host.GetAsync("/health", status);
        var published = await Host.GetAsync(Published, status);

        Assert.Equal(word, ours["status"]!.GetValue<string>());
        Assert.Equal(word, published["overall_status"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_published_form_sorts_causes_into_problems_and_warnings()
    {
        Host.Health.Set(HealthNames.Storage, HealthState.Critical, "The disk is full.", "Make room.");
        Host.Health.Set(HealthNames.Gns3("lab"), HealthState.Warning, "It is not heard.", "Start it.");

        var health = await Host.GetAsync(Published, 503);

        Assert.Equal(["The disk is full."], Texts(health["problems"]!));
        Assert.Equal(["It is not heard."], Texts(health["warnings"]!));
        Assert.Equal(["Make room.", "Start it."], Texts(health["recommendations"]!));
        Assert.Equal("error", health["services"]!["topology_service"]!.GetValue<string>());
        Assert.Equal("error", health["services"]!["gns3_service"]!.GetValue<string>());
        Assert.Equal("ok", health["services"]!["inter_module_service"]!.GetValue<string>());
        Assert.False(health["gns3_available"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_published_four_words_say_unhealthy_when_a_dependency_is_critical()
    {
        Host.Health.Set(HealthNames.Storage, HealthState.Critical, "The disk is full.", "Make room.");

        var health = await Host.GetAsync("/api/common/api/health/", 503);

        Assert.False(health["api_healthy"]!.GetValue<bool>());
    }

    [Fact]
    public void Events_wait_from_the_look_that_first_saw_them()
    {
        var lag = new EventLag();
        var start = new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(TimeSpan.Zero, lag.Look(head: 10, handedOut: 10, start));
        Assert.Equal(TimeSpan.Zero, lag.Look(head: 12, handedOut: 10, start));
        Assert.Equal(TimeSpan.FromSeconds(5), lag.Look(head: 14, handedOut: 11, start.AddSeconds(5)));
        Assert.Equal(TimeSpan.Zero, lag.Look(head: 16, handedOut: 12, start.AddSeconds(10)));
        Assert.Equal(TimeSpan.Zero, lag.Look(head: 16, handedOut: 16, start.AddSeconds(15)));
    }

    private static string[] Texts(JsonNode list) => [.. list.AsArray().Select(entry => entry!.GetValue<string>())];
}
