using Nms.Workflows.Definitions;

namespace Nms.Grains.Tests.Workflows;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("1.5s", 1.5)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5_400)]
    [InlineData("2d", 172_800)]
    [InlineData("366d", 31_622_400)]
    [InlineData("0s", 0)]
    public void A_span_is_read(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), DurationText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("1m1h")]
    [InlineData("367d")]
    [InlineData("999999d999999h")]
    [InlineData("٣s")]
    public void Anything_else_is_none(string text) => Assert.Null(DurationText.Parse(text));
}
