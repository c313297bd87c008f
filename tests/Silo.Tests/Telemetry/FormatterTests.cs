using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Time.Testing;
using Nms.Silo.Telemetry;

namespace Nms.Silo.Tests.Telemetry;

public sealed class FormatterTests
{
    private static readonly FakeTimeProvider s_time = new(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_line_of_the_diary_ends_with_the_correlation_id()
    {
        RequestContext.Set(WellKnownKeys.CorrelationId, "abc-1");

        var line = Write(new DiaryFormatter(s_time), "PC1", null);

        Assert.Equal("2026-05-04 12:00:00 warn: Nms.Nodes[2001] Node PC1 is late [abc-1]\n", line);
    }

    [Fact]
    public void What_a_client_sent_stays_on_its_line_and_does_not_steer_the_terminal()
    {
        var line = Write(new DiaryFormatter(s_time), "PC1\r\n2026-05-04 12:00:00 fail: forged\u001b[31m", new InvalidOperationException("one\ntwo"));

        Assert.Single(line, character => character == '\n');
        Assert.DoesNotContain('\u001b', line);
        Assert.DoesNotContain('\r', line);
    }

    [Fact]
    public void A_line_of_json_has_the_trace_the_values_and_the_failure()
    {
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        RequestContext.Set(WellKnownKeys.CorrelationId, "abc-1");

        var line = Write(new JsonLineFormatter(s_time), "PC1\n", new InvalidOperationException("no"));

        Assert.Single(line, character => character == '\n');
        var entry = JsonDocument.Parse(line).RootElement;
        Assert.Equal("warning", entry.GetProperty("level").GetString());
        Assert.Equal(2001, entry.GetProperty("event_id").GetInt32());
        Assert.Equal("Node PC1\n is late", entry.GetProperty("message").GetString());
        Assert.Equal("abc-1", entry.GetProperty("correlation_id").GetString());
        Assert.Equal(request.TraceId.ToString(), entry.GetProperty("trace_id").GetString());
        Assert.Equal(request.SpanId.ToString(), entry.GetProperty("span_id").GetString());
        Assert.Equal("PC1\n", entry.GetProperty("values").GetProperty("node").GetString());
        Assert.Contains("no", entry.GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    private static string Write(ConsoleFormatter formatter, string node, Exception? failure)
    {
        KeyValuePair<string, object?>[] state = [new("Node", node), new("{OriginalFormat}", "Node {Node} is late")];
        var entry = new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(
            LogLevel.Warning, "Nms.Nodes", new EventId(2001), state, failure, static (values, _) => $"Node {values[0].Value} is late");
        using var text = new StringWriter();
        formatter.Write(entry, null, text);
        return text.ToString();
    }
}
