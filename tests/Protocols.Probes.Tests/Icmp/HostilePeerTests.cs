using Nms.Probes;
using Nms.Testing.Servers;

namespace Nms.Protocols.Probes.Tests.Icmp;

[Collection("there")]
public sealed class HostilePeerTests(NetworkLab lab)
{
    private static readonly IcmpOptions s_patient = new() { Timeout = TimeSpan.FromSeconds(20), Retries = 0 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forged_replies_are_counted_and_the_true_one_is_taken()
    {
        lab.Need();
        byte[] Forged(byte[] payload) => [(byte)~payload[0], .. payload.AsSpan(1)];
        await using var responder = await EchoResponder.StartAsync(request =>
        [
            new(IcmpMessages.Echo(0, (ushort)(request.Identifier ^ 1), request.Sequence, request.Payload)),
            new(IcmpMessages.Echo(0, request.Identifier, (ushort)(request.Sequence + 1), request.Payload)),
            new(IcmpMessages.Echo(0, request.Identifier, ushort.MaxValue, request.Payload)),
            new(IcmpMessages.Echo(0, request.Identifier, request.Sequence, Forged(request.Payload))),
            new(IcmpMessages.Echo(0, request.Identifier, request.Sequence, [])),
            new(IcmpMessages.Echo(0, request.Identifier, request.Sequence, [.. request.Payload.AsSpan(0, 8), 200])),
            new(IcmpMessages.Echo(0, request.Identifier, request.Sequence, request.Payload), FromStranger: true),
            request.Right,
        ]);
        using var prober = new IcmpProber(s_patient with { Namespace = NetworkLab.Here }, TimeProvider.System);

        var result = await prober.ProbeAsync(NetworkLab.There, Token);

        Assert.Equal((EchoOutcome.Answered, NetworkLab.There), (result.Outcome, result.Address));
        Assert.Equal((7, 1), (prober.Statistics.Unmatched, prober.Statistics.Answered));
    }

    [Fact]
    public async Task Second_answers_are_counted_and_not_believed()
    {
        lab.Need();
        await using var responder = await EchoResponder.StartAsync(request => [request.Right, request.Right, request.Right]);
        using var prober = new IcmpProber(s_patient with { Namespace = NetworkLab.Here }, TimeProvider.System);

        await prober.ProbeAsync(NetworkLab.There, Token);
        await prober.ProbeAsync(NetworkLab.There, Token);

        // The first request's answers came before the second's.
        Assert.InRange(prober.Statistics.Duplicates, 2, 4);
        Assert.Equal((2, 0), (prober.Statistics.Answered, prober.Statistics.Unmatched));
    }

    [Fact]
    public async Task An_answer_after_the_time_out_is_late()
    {
        lab.Need();
        EchoResponder.Request? kept = null;
        await using var responder = await EchoResponder.StartAsync(request => request.Number == 1 ? Keep(request) : [kept!.Right, request.Right]);
        IEnumerable<EchoResponder.Answer> Keep(EchoResponder.Request request)
        {
            kept = request;
            return [];
        }

        using var prober = new IcmpProber(s_patient with { Namespace = NetworkLab.Here, Timeout = TimeSpan.FromSeconds(1) }, TimeProvider.System);

        var first = await prober.ProbeAsync(NetworkLab.There, Token);
        var second = await prober.ProbeAsync(NetworkLab.There, Token);

        Assert.Equal((EchoOutcome.Silent, EchoOutcome.Answered), (first.Outcome, second.Outcome));
        Assert.Equal(1, prober.Statistics.Late);
    }

    [Fact]
    public async Task Silence_is_asked_again_as_often_as_told()
    {
        lab.Need();
        var asked = 0;
        await using var responder = await EchoResponder.StartAsync(request =>
        {
            asked = request.Number;
            return request.Number % 3 == 0 ? [request.Right] : [];
        });
        using var prober = new IcmpProber(s_patient with { Namespace = NetworkLab.Here, Timeout = TimeSpan.FromMilliseconds(200), Retries = 2 }, TimeProvider.System);

        var answered = await prober.ProbeAsync(NetworkLab.There, Token);

        Assert.Equal((EchoOutcome.Answered, 3, 3), (answered.Outcome, answered.Attempts, asked));
        Assert.InRange(answered.RoundTrip, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task After_twenty_thousand_hostile_messages_the_next_valid_answer_is_taken()
    {
        lab.Need();
        var random = new Random(8);
        await using var responder = await EchoResponder.StartAsync(request => request.Number == 1
            ? Enumerable.Range(0, 20_000).Select(_ => new EchoResponder.Answer(Garbage(request, random))).Append(request.Right)
            : [request.Right]);
        using var prober = new IcmpProber(s_patient with { Namespace = NetworkLab.Here, Retries = 1 }, TimeProvider.System);

        var result = await prober.ProbeAsync(NetworkLab.There, Token);

        Assert.True(result.Answered);
        Assert.True(prober.Statistics.Unmatched + prober.Statistics.Malformed > 100, prober.Statistics.ToString());
    }

    [Fact]
    public async Task A_router_that_finds_nobody_says_so_and_a_stranger_is_not_believed()
    {
        lab.Need();
        using var prober = new IcmpProber(s_patient with { Namespace = NetworkLab.Here }, TimeProvider.System);

        var result = await prober.ProbeAsync(NetworkLab.Nobody, Token);

        Assert.Equal((EchoOutcome.Unreachable, NetworkLab.Second, 1), (result.Outcome, result.Responder, result.Code));
    }

    private static byte[] Garbage(EchoResponder.Request request, Random random)
    {
        var message = IcmpMessages.Echo((byte)(random.Next(3) switch { 0 => 0, 1 => 3, _ => 11 }), request.Identifier, request.Sequence, request.Payload);
        var length = random.Next(4, message.Length);
        random.NextBytes(message.AsSpan(length / 2, length - (length / 2)));
        return message[..length];
    }
}
