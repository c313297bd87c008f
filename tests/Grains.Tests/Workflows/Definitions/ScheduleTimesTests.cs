using System.Globalization;
using Nms.Workflows.Definitions;
using Nms.Workflows.Expressions;
using System.Text.Json;

namespace Nms.Grains.Tests.Workflows.Definitions;

public sealed class ScheduleTimesTests
{
    [Theory]
    [InlineData("0 3 * * *", "UTC", "2026-01-31T03:00:00Z", "2026-02-01T03:00:00Z")]
    [InlineData("0 3 * * *", "Europe/Berlin", "2026-01-31T03:00:00Z", "2026-02-01T02:00:00Z")]
    [InlineData("0 3 * * *", "Europe/Berlin", "2026-07-31T03:00:00Z", "2026-08-01T01:00:00Z")]
    [InlineData("*/10 * * * * *", "UTC", "2026-01-31T03:00:01Z", "2026-01-31T03:00:10Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("0 0 30 2 *", "UTC", "2026-01-31T03:00:00Z", null)]
    public void The_next_instant_follows_the_clock_of_the_zone(string cron, string zone, string after, string? next) =>
        Assert.Equal(
            next is null ? null : DateTimeOffset.Parse(next, CultureInfo.InvariantCulture),
            ScheduleTimes.Next(
                new ScheduleTrigger { Name = "t", Inputs = Template.Parse(JsonElement.Parse("{}")), Cron = cron, TimeZone = zone }, DateTimeOffset.Parse(after, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("0 3 * * *", true)]
    [InlineData("@hourly", true)]
    [InlineData("0 3 * *", false)]
    [InlineData("0 25 * * *", false)]
    [InlineData("", false)]
    [InlineData("hourly", false)]
    public void A_cron_expression_is_checked(string cron, bool right) => Assert.Equal(right, ScheduleTimes.Complaint(cron) is null);
}
