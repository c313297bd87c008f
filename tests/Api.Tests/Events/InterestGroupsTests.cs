using System.Collections.Immutable;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Events;
using Nms.Events;

namespace Nms.Api.Tests.Events;

public sealed class InterestGroupsTests
{
    private static readonly Guid[] s_projects = [Guid.Empty, Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
    private static readonly string[] s_types = ["node.started", "node.updated", "compute.updated", "server.disconnected", "project.opened"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20261123)]
    public void Everybody_is_offered_exactly_what_the_plain_predicate_says_however_they_come_go_and_change(int seed)
    {
        var random = new Random(seed);
        var groups = new InterestGroups();
        var following = new Dictionary<Follower, Interest>();
        var expected = new Dictionary<Follower, List<long>>();
        long sequence = 0;
        for (var step = 0; step < 400; step++)
        {
            switch (random.Next(4))
            {
                case 0:
                    var (comer, wish) = (new Follower(), SomeInterest(random));
                    groups.Put(comer, wish);
                    following[comer] = wish;
                    expected[comer] = [];
                    break;
                case 1 when following.Count > 0:
                    var changing = following.Keys.ElementAt(random.Next(following.Count));
                    groups.Put(changing, following[changing] = SomeInterest(random));
                    break;
                case 2 when following.Count > 0 && random.Next(3) == 0:
                    var leaving = following.Keys.ElementAt(random.Next(following.Count));
                    groups.Remove(leaving);
                    following.Remove(leaving);
                    break;
                default:
                    var batch = Enumerable.Range(0, random.Next(1, 6)).Select(_ => SomeEvent(random, ++sequence)).ToImmutableArray();
                    foreach (var (follower, interest) in following)
                    {
                        expected[follower].AddRange(batch.Where(interest.Contains).Select(e => e.Sequence));
                    }

                    groups.Offer(batch, new FrameCache(), DateTimeOffset.UnixEpoch);
                    break;
            }

            Assert.Equal(following.Values.Distinct().Count(), groups.Count);
        }

        Assert.All(expected, pair => Assert.Equal(pair.Value, pair.Key.Offered));
        Assert.Contains(expected.Values, offered => offered.Count > 0);
    }

    [Fact]
    public void A_thousand_followers_with_equal_interests_are_one_group()
    {
        var groups = new InterestGroups();
        for (var i = 0; i < 1_000; i++)
        {
            groups.Put(new Follower(), new Interest(new SubscriptionFilter(["all_events"], new EventQuery(["node.*"])), VisibleTo([s_projects[1], s_projects[2]])));
        }

        Assert.Equal(1, groups.Count);
    }

    private static Interest SomeInterest(Random random) => new(
        new SubscriptionFilter(
            [.. EventCatalog.Subscriptions.Where(_ => random.Next(3) == 0)],
            new EventQuery([.. new[] { "node.*", "*.updated", "server.disconnected" }.Where(_ => random.Next(4) == 0)], (EventPriority)random.Next(0, 5))
            {
                Projects = [.. s_projects.Where(_ => random.Next(6) == 0)],
            }),
        random.Next(3) == 0 ? VisibleTo(null) : VisibleTo([.. s_projects.Skip(1).Where(_ => random.Next(2) == 0)]));

    private static VisibleEvents VisibleTo(Guid[]? projects) => VisibleEvents.To(new Principal(
        "user:test", "test", PrincipalKind.User, [new Grant([Permissions.EventRead, Permissions.ProjectRead], projects is null ? null : [.. projects])]));

    private static EventEnvelope SomeEvent(Random random, long sequence) => new()
    {
        EventId = Guid.NewGuid(),
        Sequence = sequence,
        Type = s_types[random.Next(s_types.Length)],
        ProjectId = s_projects[random.Next(s_projects.Length)],
        Priority = (EventPriority)random.Next(1, 5),
        OccurredAt = DateTimeOffset.UnixEpoch,
        DataJson = "{}",
    };

    private sealed class Follower : IEventFollower
    {
        public List<long> Offered { get; } = [];

        public void Offer(ReadOnlySpan<EventFrame> frames)
        {
            foreach (var frame in frames)
            {
                Offered.Add(frame.Sequence);
            }
        }

        public void FallBehind() => Offered.Clear();
    }
}
