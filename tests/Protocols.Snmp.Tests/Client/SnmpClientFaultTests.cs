using System.Net;
using System.Net.Sockets;
using Nms.Protocols.Snmp.Tests.Codec;
using Nms.Snmp;
using Nms.Testing;

namespace Nms.Protocols.Snmp.Tests.Client;

/// <summary>Our client against agents that err or lie.</summary>
public sealed class SnmpClientFaultTests : IDisposable
{
    private static readonly Oid s_name = Oid.Parse("1.3.6.1.2.1.1.5.0");
    private static readonly Oid s_other = Oid.Parse("1.3.6.1.2.1.1.6.0");
    private static readonly Oid s_root = Oid.Parse("1.3.6.1.4.1.9999");
    private static readonly VarBind s_answer = new(s_name, SnmpValue.OctetString("x"));

    private readonly SnmpClient _client = new(s_quick, TimeProvider.System);

    private static readonly SnmpClientOptions s_quick = new()
    {
        InitialTimeout = TimeSpan.FromMilliseconds(150),
        MinTimeout = TimeSpan.FromMilliseconds(100),
        Retries = 1,
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_lost_request_is_sent_again()
    {
        var first = true;
        await using var agent = ScriptedAgent.Start(request =>
        {
            var lost = first;
            first = false;
            return lost ? null : ScriptedAgent.Answer(request, s_answer);
        });

        var result = await _client.GetAsync(agent.Target, [s_name], Cancelled);

        Assert.Equal((true, 2, 1), (result.Succeeded, result.Attempts, _client.Statistics.Retransmitted));
    }

    [Fact]
    public async Task The_second_of_two_answers_is_counted_and_dropped()
    {
        await using var agent = ScriptedAgent.Start(async (agent, request, from) =>
        {
            var answer = ScriptedAgent.Answer(request, s_answer).Encode();
            await agent.SendAsync(answer, from);
            await agent.SendAsync(answer, from);
        });

        Assert.True((await _client.GetAsync(agent.Target, [s_name], Cancelled)).Succeeded);

        await Eventually.IsTrueAsync(() => Task.FromResult(_client.Statistics.Unexpected == 1), () => $"{_client.Statistics}", Cancelled);
    }

    [Fact]
    public async Task An_answer_that_comes_when_nobody_waits_any_more_is_counted_and_dropped()
    {
        var late = new TaskCompletionSource();
        await using var agent = ScriptedAgent.Start(async (agent, request, from) =>
        {
            await late.Task.WaitAsync(Cancelled);
            await agent.SendAsync(ScriptedAgent.Answer(request, s_answer).Encode(), from);
        });

        Assert.Equal(SnmpOutcome.TimedOut, (await _client.GetAsync(agent.Target, [s_name], Cancelled)).Outcome);
        late.SetResult();

        await Eventually.IsTrueAsync(() => Task.FromResult(_client.Statistics.Unexpected == 2), () => $"{_client.Statistics}", Cancelled);
        Assert.True((await _client.GetAsync(agent.Target, [s_name], Cancelled)).Succeeded);
    }

    [Fact]
    public async Task Answers_as_large_as_UDP_carries_are_read_whole()
    {
        await using var agent = ScriptedAgent.Start(request => ScriptedAgent.Answer(request, new VarBind(s_name, SnmpValue.OctetString(new byte[65_000]))));

        var result = await _client.GetAsync(agent.Target, [s_name], Cancelled);

        Assert.True(result.Succeeded, result.ToString());
        Assert.Equal(65_000, Assert.Single(result.VarBinds).Value.Bytes.Length);
    }

    [Fact]
    public async Task An_answer_with_another_number_is_none()
    {
        await using var agent = ScriptedAgent.Start(request => ScriptedAgent.Answer(request with { Pdu = request.Pdu with { RequestId = request.Pdu.RequestId ^ 1 } }, s_answer));

        Assert.Equal(SnmpOutcome.TimedOut, (await _client.GetAsync(agent.Target, [s_name], Cancelled)).Outcome);
        Assert.Equal(2, _client.Statistics.Unexpected);
    }

    [Theory]
    [InlineData(SnmpAnswersFrom.AddressAndPort, SnmpOutcome.TimedOut)]
    [InlineData(SnmpAnswersFrom.Address, SnmpOutcome.Answered)]
    [InlineData(SnmpAnswersFrom.Anywhere, SnmpOutcome.Answered)]
    public async Task An_answer_from_another_port_counts_only_where_that_is_wanted(SnmpAnswersFrom accepted, SnmpOutcome outcome)
    {
        using var elsewhere = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var agent = ScriptedAgent.Start(async (_, request, from) => await elsewhere.SendAsync(ScriptedAgent.Answer(request, s_answer).Encode(), from));
        using var client = new SnmpClient(s_quick with { AnswersFrom = accepted }, TimeProvider.System);

        Assert.Equal(outcome, (await client.GetAsync(agent.Target, [s_name], Cancelled)).Outcome);
        Assert.Equal(outcome == SnmpOutcome.TimedOut ? 2 : 0, client.Statistics.FromElsewhere);
    }

    [Fact]
    public async Task Spoiled_answers_do_not_keep_the_true_one_from_its_caller()
    {
        var seed = 0;
        await using var agent = ScriptedAgent.Start(async (agent, request, from) =>
        {
            var answer = ScriptedAgent.Answer(request, s_answer).Encode();
            for (var i = 0; i < 20; i++)
            {
                var spoiled = new MessageGenerator(seed++).Spoil(answer);
                if (CommunityMessage.TryDecode(spoiled, out _) is null)
                {
                    await agent.SendAsync(spoiled, from);
                }
            }

            await agent.SendAsync(answer, from);
        });

        for (var i = 0; i < 100; i++)
        {
            Assert.True((await _client.GetAsync(agent.Target, [s_name], Cancelled)).Succeeded);
        }
    }

    [Fact]
    public async Task An_agent_that_only_answers_nonsense_is_reported_as_such()
    {
        await using var agent = ScriptedAgent.Start(async (agent, request, from) =>
        {
            var answer = ScriptedAgent.Answer(request, s_answer).Encode();
            answer[^3] = 0x1F;
            await agent.SendAsync(answer, from);
        });

        Assert.Equal(SnmpOutcome.Malformed, (await _client.GetAsync(agent.Target, [s_name], Cancelled)).Outcome);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_released_at_once_and_frees_his_place()
    {
        await using var agent = ScriptedAgent.Start(_ => null);
        using var client = new SnmpClient(s_quick with { InitialTimeout = TimeSpan.FromMinutes(1), MaxTimeout = TimeSpan.FromMinutes(1), MaxInFlightPerTarget = 1 }, TimeProvider.System);
        using var giveUp = new CancellationTokenSource();
        var first = client.GetAsync(agent.Target, [s_name], giveUp.Token);
        var second = client.GetAsync(agent.Target, [s_name], giveUp.Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await second);
        Assert.Equal((0, 0), (client.Statistics.InFlight, client.Statistics.Queued));
    }

    [Fact]
    public async Task An_agent_gets_no_more_at_a_time_than_it_may()
    {
        var open = 0;
        var most = 0;
        await using var agent = ScriptedAgent.Start(request =>
        {
            most = Math.Max(most, _client.Statistics.InFlight);
            open++;
            return ScriptedAgent.Answer(request, s_answer);
        });

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _client.GetAsync(agent.Target, [s_name], Cancelled).AsTask()));

        Assert.Equal(200, open);
        Assert.InRange(most, 1, new SnmpClientOptions().MaxInFlightPerTarget);
    }

    [Fact]
    public async Task Beyond_the_queue_a_request_is_refused_and_not_kept()
    {
        await using var agent = ScriptedAgent.Start(_ => null);
        using var client = new SnmpClient(s_quick with { MaxInFlightPerTarget = 1, MaxQueued = 1 }, TimeProvider.System);

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.GetAsync(agent.Target, [s_name], Cancelled).AsTask()));

        Assert.Equal([SnmpOutcome.TimedOut, SnmpOutcome.TimedOut, SnmpOutcome.Overloaded], results.Select(result => result.Outcome));
    }

    [Fact]
    public async Task More_requests_than_places_wait_for_each_other()
    {
        await using var one = ScriptedAgent.Start(request => ScriptedAgent.Answer(request, s_answer));
        await using var two = ScriptedAgent.Start(request => ScriptedAgent.Answer(request, s_answer));
        using var client = new SnmpClient(s_quick with { MaxInFlight = 2 }, TimeProvider.System);

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => client.GetAsync(i % 2 == 0 ? one.Target : two.Target, [s_name], Cancelled).AsTask()));

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal((0, 0), (client.Statistics.InFlight, client.Statistics.Queued));
    }

    [Fact]
    public async Task A_rate_is_kept()
    {
        await using var agent = ScriptedAgent.Start(request => ScriptedAgent.Answer(request, s_answer));
        using var client = new SnmpClient(s_quick with { MaxRequestsPerSecondPerTarget = 50 }, TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => client.GetAsync(agent.Target, [s_name], Cancelled).AsTask()));

        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task Too_big_an_answer_is_asked_for_in_parts()
    {
        await using var agent = ScriptedAgent.Start(request => request.Pdu.VarBinds.Count > 3
            ? ScriptedAgent.Refuse(request, SnmpErrorStatus.TooBig)
            : ScriptedAgent.Answer(request, [.. request.Pdu.VarBinds.Select(varBind => new VarBind(varBind.Oid, SnmpValue.Integer32((int)varBind.Oid.Last)))]));

        var result = await _client.GetAsync(agent.Target, [.. Enumerable.Range(0, 20).Select(i => s_root.Child((uint)i))], Cancelled);

        Assert.Equal(Enumerable.Range(0, 20).Select(SnmpValue.Integer32), result.VarBinds.Select(varBind => varBind.Value));
    }

    [Fact]
    public async Task Names_an_SNMPv1_agent_does_not_know_leave_the_others_their_values()
    {
        await using var agent = ScriptedAgent.Start(request => request.Pdu.VarBinds.ToList().FindIndex(varBind => varBind.Oid == s_other) is >= 0 and var at
            ? ScriptedAgent.Refuse(request, SnmpErrorStatus.NoSuchName, at + 1)
            : ScriptedAgent.Answer(request, s_answer));

        var result = await _client.GetAsync(agent.Target with { Credential = SnmpCredential.Community("public", SnmpVersion.V1) }, [s_other, s_name, s_other], Cancelled);

        Assert.Equal([SnmpValue.NoSuchInstance, s_answer.Value, SnmpValue.NoSuchInstance], result.VarBinds.Select(varBind => varBind.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_GET_does_not_give_a_GETNEXT_may(bool silent)
    {
        await using var agent = ScriptedAgent.Start(request => request.Pdu.Type == PduType.GetNextRequest
            ? ScriptedAgent.Answer(request, s_answer)
            : silent ? null : ScriptedAgent.Answer(request, new VarBind(s_name, SnmpValue.NoSuchInstance)));

        var result = await _client.ReadAsync(agent.Target, [s_name], Cancelled);

        Assert.Equal(s_answer, Assert.Single(result.VarBinds));
    }

    [Fact]
    public async Task An_agent_that_goes_round_in_circles_is_left()
    {
        await using var agent = ScriptedAgent.Start(request => ScriptedAgent.Answer(
            request, new VarBind(s_root.Child(1), SnmpValue.Integer32(1)), new VarBind(s_root.Child(2), SnmpValue.Integer32(2)), new VarBind(s_root.Child(1), SnmpValue.Integer32(1))));

        var walk = await _client.WalkAsync(agent.Target, s_root, cancellationToken: Cancelled);

        Assert.Equal((SnmpWalkEnd.NotIncreasing, 2, 1), (walk.End, walk.VarBinds.Count, agent.Asked));
    }

    [Fact]
    public async Task A_table_without_end_is_left_at_the_limit()
    {
        await using var agent = ScriptedAgent.Start(request =>
        {
            var last = request.Pdu.VarBinds[0].Oid;
            var next = last == s_root ? 0 : last.Last + 1;
            return ScriptedAgent.Answer(request, [.. Enumerable.Range(0, request.Pdu.ErrorIndex).Select(i => new VarBind(s_root.Child(next + (uint)i), SnmpValue.Integer32(i)))]);
        });

        var walk = await _client.WalkAsync(agent.Target, s_root, new SnmpWalkOptions { MaxVarBinds = 5000 }, Cancelled);

        Assert.Equal((SnmpWalkEnd.LimitReached, 5000), (walk.End, walk.VarBinds.Count));
        Assert.True(agent.Asked < 40, $"{agent.Asked} requests");
    }

    [Fact]
    public async Task An_agent_whose_large_answers_get_lost_is_asked_for_less()
    {
        await using var agent = ScriptedAgent.Start(request =>
        {
            var last = request.Pdu.VarBinds[0].Oid;
            var next = last == s_root ? 0 : last.Last + 1;
            var count = Math.Min(request.Pdu.ErrorIndex, 100 - (int)next);
            return request.Pdu.ErrorIndex > 20 ? null
                : count <= 0 ? ScriptedAgent.Answer(request, new VarBind(last, SnmpValue.EndOfMibView))
                : ScriptedAgent.Answer(request, [.. Enumerable.Range(0, count).Select(i => new VarBind(s_root.Child(next + (uint)i), SnmpValue.Integer32(i)))]);
        });

        var walk = await _client.WalkAsync(agent.Target, s_root, cancellationToken: Cancelled);

        Assert.Equal((SnmpWalkEnd.Complete, 100), (walk.End, walk.VarBinds.Count));
    }

    [Fact]
    public async Task An_address_without_a_way_is_a_result()
    {
        var result = await _client.GetAsync(new SnmpTarget(IPAddress.Parse("2001:db8::1"), SnmpCredential.Community("public")), [s_name], Cancelled);

        Assert.Contains(result.Outcome, new[] { SnmpOutcome.Unreachable, SnmpOutcome.TimedOut });
    }

    [Fact]
    public async Task A_closed_client_leaves_nobody_waiting()
    {
        await using var agent = ScriptedAgent.Start(_ => null);
        var client = new SnmpClient(s_quick with { InitialTimeout = TimeSpan.FromMinutes(1), MaxTimeout = TimeSpan.FromMinutes(1) }, TimeProvider.System);
        var waiting = Enumerable.Range(0, 20).Select(_ => client.GetAsync(agent.Target, [s_name], Cancelled).AsTask()).ToList();

        client.Dispose();

        Assert.All(await Task.WhenAll(waiting), result => Assert.Equal(SnmpOutcome.Unreachable, result.Outcome));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await client.GetAsync(agent.Target, [s_name], Cancelled));
    }

    [Fact]
    public void Options_out_of_range_are_named()
        => Assert.Contains(nameof(SnmpClientOptions.Retries), Assert.Throws<ArgumentException>(() => new SnmpClient(new SnmpClientOptions { Retries = 99 }, TimeProvider.System)).Message, StringComparison.Ordinal);
}
