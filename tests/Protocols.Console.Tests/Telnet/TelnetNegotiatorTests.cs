using Nms.Consoles;

namespace Nms.Protocols.Consoles.Tests.Telnet;

public sealed class TelnetNegotiatorTests
{
    private const byte Will = 251, Wont = 252, Do = 253, Dont = 254;

    // RFC 1143 §7: a request that changes something is answered once, one that confirms never.
    [Theory]
    [InlineData("FFFB01", "FFFD01")]
    [InlineData("FFFB01FFFB01", "FFFD01")]
    [InlineData("FFFB01FFFC01FFFC01", "FFFD01FFFE01")]
    [InlineData("FFFC01", "")]
    [InlineData("FFFE18", "")]
    [InlineData("FFFD01", "FFFC01")]
    [InlineData("FFFB2A", "FFFE2A")]
    [InlineData("FFFD00FFFB00FFFD03", "FFFB00FFFD00FFFB03")]
    [InlineData("FFFD18FFFA1801FFF0", "FFFB18FFFA18005654313030FFF0")]
    [InlineData("FFFA1801FFF0", "")]
    [InlineData("FFFD1F", "FFFB1FFFFA1F01FFFF0000FFF0")]
    public void Requests_are_answered_as_RFC_1143_says(string received, string answer)
        => Assert.Equal(answer, Answer(new TelnetNegotiator(), Convert.FromHexString(received)));

    [Fact]
    public void The_greeting_of_a_recorded_console_is_agreed_to()
    {
        var negotiator = new TelnetNegotiator();

        var answer = Answer(negotiator, Convert.FromHexString("fffb01fffb03fffb00fffd00"));

        Assert.Equal("FFFD01FFFD03FFFD00FFFB00", answer);
        Assert.True(negotiator.PeerWill(1));
        Assert.True(negotiator.DoesWill(0));
    }

    [Fact]
    public void A_request_of_ours_that_is_refused_or_granted_ends_there()
    {
        var negotiator = new TelnetNegotiator();
        var sent = new List<byte>();
        negotiator.Ask(1, enabled: true, sent);
        negotiator.Ask(1, enabled: false, sent);

        var answer = Answer(negotiator, [255, Will, 1, 255, Wont, 1]);

        Assert.Equal([255, Do, 1], sent);
        Assert.Equal("FFFE01", answer);
        Assert.False(negotiator.PeerWill(1));
    }

    /// <summary>The loop RFC 1143 §2 warns of: two ends that change their minds at once.</summary>
    [Fact]
    public void Two_ends_that_ask_at_random_come_to_rest_and_agree()
    {
        var random = new Random(1143);
        for (var round = 0; round < 2000; round++)
        {
            var (left, right) = (new TelnetNegotiator(), new TelnetNegotiator());
            var (toRight, toLeft) = (new List<byte>(), new List<byte>());
            for (var step = 0; step < 6; step++)
            {
                left.Ask(3, random.Next(2) == 0, toRight);
                right.Offer(3, random.Next(2) == 0, toLeft);
                if (random.Next(2) == 0) Deliver(right, toRight, toLeft);
                if (random.Next(2) == 0) Deliver(left, toLeft, toRight);
            }

            for (var exchange = 0; exchange < 20 && toRight.Count + toLeft.Count > 0; exchange++)
            {
                Deliver(right, toRight, toLeft);
                Deliver(left, toLeft, toRight);
            }

            Assert.Empty(toRight);
            Assert.Empty(toLeft);
            Assert.Equal(left.PeerWill(3), right.DoesWill(3));
        }
    }

    [Fact]
    public void A_storm_of_options_gets_a_bounded_number_of_answers()
    {
        var negotiator = new TelnetNegotiator();
        byte[] storm = [.. Enumerable.Range(0, 100_000).SelectMany(i => new byte[] { 255, i % 2 == 0 ? Will : Wont, 1, 255, i % 2 == 0 ? Do : Dont, (byte)i })];

        var answer = Answer(negotiator, storm);

        Assert.True(negotiator.IsExhausted);
        Assert.InRange(answer.Length / 2, 1, TelnetNegotiator.MaxAnswers * 12);
    }

    private static void Deliver(TelnetNegotiator to, List<byte> bytes, List<byte> back)
    {
        byte[] taken = [.. bytes];
        bytes.Clear();
        back.AddRange(Convert.FromHexString(Answer(to, taken)));
    }

    private static string Answer(TelnetNegotiator negotiator, ReadOnlySpan<byte> input)
    {
        var parser = new TelnetParser();
        var answer = new List<byte>();
        while (parser.TryRead(ref input, out var token)) negotiator.Receive(token, answer);
        return Convert.ToHexString([.. answer]);
    }
}
