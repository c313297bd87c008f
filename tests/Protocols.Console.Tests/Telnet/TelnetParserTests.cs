using Nms.Consoles;

namespace Nms.Protocols.Consoles.Tests.Telnet;

public sealed class TelnetParserTests
{
    private const int Inputs = 60_000;

    // The bytes that mean something, and a few that do not.
    private static readonly byte[] s_alphabet = [0, 1, 3, 13, 10, 24, 31, 65, 240, 241, 249, 250, 251, 252, 253, 254, 255, 255, 255];

    [Fact]
    public void Text_commands_and_options_are_told_apart()
    {
        var tokens = Parse([(byte)'a', 255, 253, 1, 255, 255, (byte)'b', 255, 250, 24, 1, 255, 240, 255, 246]);

        Assert.Equal(["Text 61FF62", "Negotiation 253 1", "Subnegotiation 24 01", "Command 246"], Sorted(tokens));
    }

    [Fact]
    public void Doubled_IACs_in_a_subnegotiation_are_one_byte()
        => Assert.Equal(["Subnegotiation 31 00FF"], Parse([255, 250, 31, 0, 255, 255, 255, 240]));

    [Fact]
    public void A_subnegotiation_beyond_the_limit_is_passed_over_and_what_follows_is_read()
    {
        var parser = new TelnetParser();

        var tokens = Parse([255, 250, 24, .. new byte[100_000], 255, 240, (byte)'x'], parser);

        Assert.Equal(["Text 78"], tokens);
        Assert.Equal(1, parser.Dropped);
    }

    [Fact]
    public void A_command_that_breaks_into_a_subnegotiation_counts()
        => Assert.Equal(["Negotiation 251 1", "Text 78"], Parse([255, 250, 24, 1, 2, 255, 251, 1, (byte)'x']));

    /// <summary>Random and malformed streams, each read in one piece, byte by byte and in random pieces.</summary>
    [Fact]
    public void Any_bytes_give_the_same_however_they_are_cut()
    {
        var random = new Random(20_260_101);
        for (var i = 0; i < Inputs; i++)
        {
            var input = new byte[random.Next(1, 80)];
            for (var j = 0; j < input.Length; j++) input[j] = random.Next(8) == 0 ? (byte)random.Next(256) : s_alphabet[random.Next(s_alphabet.Length)];

            var whole = Parse(input);
            var single = Parse(input, pieces: () => 1);
            var pieces = Parse(input, pieces: () => random.Next(1, 9));

            Assert.Equal(whole, single);
            Assert.Equal(whole, pieces);
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var parser = new TelnetParser();
        byte[] input = [.. Enumerable.Range(0, 4096).Select(i => s_alphabet[i * 7 % s_alphabet.Length])];
        Drain(parser, input);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Drain(parser, input);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Drain(TelnetParser parser, ReadOnlySpan<byte> input)
    {
        while (parser.TryRead(ref input, out _))
        {
            // Only the work counts.
        }
    }

    private static List<string> Sorted(List<string> tokens)
        // Text around a negotiation is one text for the terminal.
        => [$"Text {string.Concat(tokens.Where(token => token.StartsWith("Text", StringComparison.Ordinal)).Select(token => token[5..]))}",
            .. tokens.Where(token => !token.StartsWith("Text", StringComparison.Ordinal))];

    private static List<string> Parse(byte[] input, TelnetParser? parser = null, Func<int>? pieces = null)
    {
        parser ??= new TelnetParser();
        var tokens = new List<string>();
        for (var at = 0; at < input.Length;)
        {
            var length = Math.Min(pieces?.Invoke() ?? input.Length, input.Length - at);
            ReadOnlySpan<byte> piece = input.AsSpan(at, length);
            at += length;
            while (parser.TryRead(ref piece, out var token))
            {
                var bytes = Convert.ToHexString(token.Bytes);
                if (token.Kind != TelnetTokenKind.Text)
                    tokens.Add(token.Kind switch
                    {
                        TelnetTokenKind.Command => $"Command {token.Command}",
                        TelnetTokenKind.Negotiation => $"Negotiation {token.Command} {token.Option}",
                        _ => $"Subnegotiation {token.Option} {bytes}",
                    });
                else if (tokens.Count > 0 && tokens[^1].StartsWith("Text", StringComparison.Ordinal)) tokens[^1] += bytes;
                else tokens.Add($"Text {bytes}");
            }
        }

        return tokens;
    }
}
