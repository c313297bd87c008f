using FsCheck.Xunit;
using Nms.Api.Errors;

namespace Nms.Api.Tests.Errors;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("R1")]
    [InlineData("Zürich Hbf – Ring")]
    [InlineData("核心交换机")]
    [InlineData("مسیر\u200Cیاب")] // a joiner belongs to the spelling
    [InlineData("👩\u200D💻")]
    public void A_name_in_any_language_is_good(string text) => Assert.Null(PlainText.Complaint(text));

    [Theory]
    [InlineData("R1\nadmin logged in", "control")]
    [InlineData("R1\u0000", "control")]
    [InlineData("R1\u0085", "control")]
    [InlineData("R1\u2028", "control")]
    [InlineData("\u202Egnp.exe", "direction")]
    [InlineData("R1\u200F", "direction")]
    [InlineData("R\u20661", "direction")]
    [InlineData("R\u200B1", "invisible")]
    [InlineData("\uFEFFR1", "invisible")]
    [InlineData("R\u00AD1", "invisible")]
    [InlineData("R1\U000E0041", "invisible")]
    public void A_name_with_what_cannot_be_seen_is_refused(string text, string why) => Assert.Contains(why, PlainText.Complaint(text), StringComparison.Ordinal);

    [Fact]
    public void Half_of_a_character_is_refused() =>
        Assert.All([$"R1{(char)0xD800}", $"{(char)0xDC00}R1", $"{(char)0xD800}R1"], text => Assert.Contains("half", PlainText.Complaint(text), StringComparison.Ordinal));

    [Property]
    public void One_bad_character_anywhere_is_found(byte before, byte after) =>
        Assert.NotNull(PlainText.Complaint($"{new string('a', before)}\u202E{new string('ü', after)}"));
}
