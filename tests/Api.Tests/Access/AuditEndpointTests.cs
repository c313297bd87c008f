using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Access;

namespace Nms.Api.Tests.Access;

public sealed class AuditEndpointTests : ApiTest
{
    private static AuditRecord Record(int i) => new()
    {
        PrincipalId = i % 2 == 0 ? "user:1" : "key:2",
        PrincipalName = "=HYPERLINK(\"http://x\")",
        Action = $"action_{i}",
        ProjectId = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"),
        Outcome = i % 3 == 0 ? AuditOutcome.Refused : AuditOutcome.Succeeded,
        Status = 200,
        ChangesJson = """{"name":{"old":"ä\u0000\"","new":"<b>&'"},"n":{"old":1.50,"new":1e3}}""",
        CorrelationId = "trace",
    };

    [Fact]
    public async Task The_log_is_read_newest_first_and_page_by_page()
    {
        await FillAsync(5);

        var first = await Host.GetAsync("/api/v1/audit?limit=2");
        var second = await Host.GetAsync($"/api/v1/audit?limit=4&before={first["next"]}");

        Assert.Equal([5, 4], Sequences(first));
        Assert.Equal([3, 2, 1], Sequences(second));
        Assert.Null(second["next"]);
        Assert.Equal("succeeded", first["entries"]![0]!["outcome"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("principal=key:2", 4, 2)]
    [InlineData("outcome=refused", 4, 1)]
    [InlineData("action=action_2", 3)]
    [InlineData("project_id=00112233-4455-6677-8899-aabbccddeeff&principal=user:1&outcome=succeeded", 5, 3)]
    [InlineData("to=2026-05-04T12:00:00Z")]
    [InlineData("from=2026-05-04T12:00:00%2B00:00&correlation_id=trace&action=action_0", 1)]
    public async Task Filters_narrow_it(string query, params int[] expected)
    {
        await FillAsync(5);

        Assert.Equal(expected, Sequences(await Host.GetAsync($"/api/v1/audit?{query}")));
    }

    [Theory]
    [InlineData("audit?limit=0", "limit")]
    [InlineData("audit?outcome=maybe", "outcome")]
    [InlineData("audit?from=yesterday", "from")]
    [InlineData("audit?from=2026-05-04T12:00:00Z&to=2026-05-04T11:00:00Z", "to")]
    [InlineData("audit/export?format=xml", "format")]
    [InlineData("audit/verify?known=7", "known")]
    public async Task Wrong_parameters_are_told(string path, string field)
    {
        var answer = await Host.GetAsync($"/api/v1/{path}", 400);

        Assert.NotNull(answer["details"]![field]);
    }

    [Fact]
    public async Task An_export_verifies_offline_and_any_change_to_it_is_found()
    {
        await FillAsync(20);
        var export = await Host.Http.GetStringAsync("/api/v1/audit/export", Cancelled);

        Assert.Equal((20, null), await AuditExportCheck.RunAsync(new StringReader(export), AuditSeal.Unkeyed, Cancelled));
        Assert.Equal("export_audit", Host.Audit.Last.Action);

        var lines = export.TrimEnd('\n').Split('\n');
        string[][] forgeries =
        [
            lines[..^1],
            [.. lines[..5], .. lines[6..]],
            [.. lines[..5], lines[6], lines[5], .. lines[7..]],
            [.. lines[..5], lines[5], .. lines[5..]],
            [.. lines.Select((line, i) => i == 7 ? line.Replace("action_6", "action_x", StringComparison.Ordinal) : line)],
            [.. lines.Select((line, i) => i == 7 ? line.Replace("1.50", "1.5", StringComparison.Ordinal) : line)],
            [.. lines[..5], "not json", .. lines[5..]],
            lines[1..],
        ];
        Assert.All(forgeries, forged => Assert.NotNull(
            AuditExportCheck.RunAsync(new StringReader(string.Join('\n', forged)), AuditSeal.Unkeyed, Cancelled).Result.Fault));
    }

    [Fact]
    public async Task A_filtered_export_shows_changed_entries_but_not_missing_ones()
    {
        await FillAsync(6);
        var export = await Host.Http.GetStringAsync("/api/v1/audit/export?principal=key:2", Cancelled);

        Assert.Equal((3, null), await AuditExportCheck.RunAsync(new StringReader(export), AuditSeal.Unkeyed, Cancelled));
        Assert.NotNull((await AuditExportCheck.RunAsync(
            new StringReader(export.Replace("action_3", "action_x", StringComparison.Ordinal)), AuditSeal.Unkeyed, Cancelled)).Fault);
    }

    [Fact]
    public async Task A_csv_export_holds_no_formula()
    {
        await FillAsync(3);

        var export = await Host.Http.GetStringAsync("/api/v1/audit/export?format=csv", Cancelled);

        var lines = export.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("sequence,at,principal_id,", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\")\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verification_is_answered_and_recorded()
    {
        await FillAsync(3);

        var answer = await Host.GetAsync("/api/v1/audit/verify");

        Assert.True(answer["intact"]!.GetValue<bool>());
        Assert.Equal(3, answer["head"]!["sequence"]!.GetValue<long>());
        Assert.Equal("verify_audit", Host.Audit.Last.Action);
    }

    private async Task FillAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Host.Audit.RecordAsync(Record(i));
        }
    }

    private static int[] Sequences(JsonNode page) => [.. page["entries"]!.AsArray().Select(entry => entry!["sequence"]!.GetValue<int>())];
}
