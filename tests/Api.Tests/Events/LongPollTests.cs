using System.Text.Json.Nodes;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Events;

public sealed class LongPollTests : ApiTest
{
    [Fact]
    public async Task An_event_that_is_there_is_answered_at_once()
    {
        Host.Log.Append("node.started");

        Assert.Single((await Host.GetAsync("/api/v1/events?after=0&wait=60s"))["events"]!.AsArray());
    }

    [Fact]
    public async Task The_answer_comes_with_the_first_event_that_matches()
    {
        var asked = Host.GetAsync($"/api/v1/events?wait=60&types=node.*&project_id={FakeModel.Campus}");
        while (!asked.IsCompleted)
        {
            // Those that do not match end nothing; which of these calls the poll sees first does not matter.
            Host.Log.Append("project.opened", FakeModel.Campus);
            Host.Log.Append("node.started", FakeModel.Archive);
            await Task.Yield();
            if (Host.Log.Head == 40)
            {
                Host.Log.Append("node.started", FakeModel.Campus);
                break;
            }
        }

        var page = await asked;

        Assert.Equal(41, Assert.Single(page["events"]!.AsArray())!["sequence"]!.GetValue<long>());
    }

    [Fact]
    public async Task When_the_time_is_over_the_page_is_empty_and_its_cursor_is_past_what_was_looked_at()
    {
        Host.Log.Append("project.opened");
        var asked = Host.GetAsync("/api/v1/events?wait=30s&types=node.*");
        JsonNode page = await AdvanceUntilAsync(asked);

        Assert.Empty(page["events"]!.AsArray());
        Assert.Equal("1.1.1.1", page["cursor"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("wait=61")]
    [InlineData("wait=soon")]
    [InlineData("wait=-1")]
    [InlineData("wait=1m")]
    public async Task A_wait_that_is_none_or_too_long_is_refused(string query)
    {
        var problem = await Host.GetAsync($"/api/v1/events?{query}", status: 400);

        Assert.NotNull(problem["details"]!["wait"]);
    }

    private async Task<JsonNode> AdvanceUntilAsync(Task<JsonNode> asked)
    {
        while (!asked.IsCompleted)
        {
            Host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await asked;
    }
}
