using System.Text;
using Nms.Consoles.Text;

namespace Nms.Protocols.Consoles.Tests.Text;

public sealed class ScreenTextTests
{
    [Theory]
    [InlineData("a\r\nb", "a\n|b")]
    [InlineData("a\r\r\n\r\n\rPC1> ", "a\n\n|PC1> ")]
    [InlineData(" --More-- \b\b\b\b\b\b\b\b\b\b          \b\b\b\b\b\b\b\b\b\bnext\r\n", "next      \n|")]
    [InlineData("---(more)---\r                \rge-0/0/0", "|ge-0/0/0        ")]
    [InlineData("\x1b[1m?\x1b[0m help", "|? help")]
    [InlineData("\x1b]0;title\arouter#", "|router#")]
    [InlineData("\x1b]0;title\x1b\\router#", "|router#")]
    [InlineData("\x1b(Bx\x1b[2J\x1b[Hy", "x\n|y")]
    [InlineData("abc\x1b[2D\x1b[Kx", "|ax")]
    [InlineData("show vesion\x1b[4D\x1b[Prsion", "|show version")]
    [InlineData("a\tb\0\a", "|a       b")]
    [InlineData("caf\u00e9", "|caf\u00e9")]
    [InlineData("\x1b[999999999999999999999Cx\n", null)]
    public void Lines_are_what_a_person_would_see(string sent, string? seen)
    {
        var bytes = Encoding.UTF8.GetBytes(sent);

        var whole = Show(bytes, bytes.Length);

        if (seen is not null) Assert.Equal(seen, whole);
        for (var piece = 1; piece < bytes.Length; piece++) Assert.Equal(whole, Show(bytes, piece));
    }

    [Fact]
    public void Random_bytes_never_do_harm_and_give_the_same_however_they_are_cut()
    {
        var random = new Random(48);
        byte[] alphabet = [.. "\x1b\x1b[[];?0129ABCDGHJKPm\r\n\b\t\a ab"u8.ToArray(), 0xC3, 0xA9, 0xFF, 0x9B];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(1, 60)];
            for (var j = 0; j < bytes.Length; j++) bytes[j] = alphabet[random.Next(alphabet.Length)];

            Assert.Equal(Show(bytes, bytes.Length), Show(bytes, random.Next(1, 5)));
        }
    }

    [Fact]
    public void A_line_without_end_is_broken()
    {
        var screen = new ScreenText();

        screen.Write(new byte[1_000_000].Select(_ => (byte)'x').ToArray());

        Assert.InRange(screen.CurrentLine.Length, 0, ScreenText.MaxLine);
        Assert.InRange(screen.FinishedLength, 990_000, 1_001_000);
    }

    private static string Show(byte[] bytes, int piece)
    {
        var screen = new ScreenText();
        for (var at = 0; at < bytes.Length; at += piece) screen.Write(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)));
        return $"{screen.Finished}|{screen.CurrentLine}";
    }
}
