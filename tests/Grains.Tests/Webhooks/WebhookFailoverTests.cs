using Nms.Testing;
using Nms.Testing.Servers;
using Nms.Webhooks;

namespace Nms.Grains.Tests.Webhooks;

/// <summary>Silos that stop or die while they deliver.</summary>
public sealed class WebhookFailoverTests : WebhookClusterTest
{
    [Fact]
    public async Task A_restarted_cluster_goes_on_where_the_former_was()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        var before = await NmsTestCluster.StartAsync(Settings);
        var created = await CreateAsync(before, receiver.Url);
        var first = await PublishAsync(before, 5);
        await TakesAsync(receiver, first);
        await before.DisposeAsync();
        var meanwhile = await PublishAsync(before, 5);

        await using var cluster = await NmsTestCluster.StartAsync(Settings, before: before);
        await TakesAsync(receiver, meanwhile);

        Assert.Equal([.. first, .. meanwhile], receiver.Taken.Select(request => request.Sequence));
        Assert.All(receiver.Taken, request => Assert.True(request.IsSignedWith(created.Secret)));
    }

    [Fact]
    public async Task When_the_silo_that_delivers_is_killed_another_goes_on_and_nothing_is_lost()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Settings, silos: 2);
        List<WebhookSnapshot> hooks = [];
        for (var i = 0; i < 6; i++)
        {
            hooks.Add((await CreateAsync(cluster, receiver.Url)).Webhook);
        }

        var sequences = await PublishAsync(cluster, 30);
        await UntilAsync(() => receiver.Taken.Length >= 10, () => "deliveries are under way");
        await cluster.KillAsync(cluster.Silos[1]);
        var later = await PublishAsync(cluster, 30);

        await Eventually.IsTrueAsync(
            _ => Task.FromResult(hooks.All(hook => HasAll(hook.Id))), TimeSpan.FromSeconds(60),
            () => string.Join(", ", hooks.Select(hook => $"{Of(hook.Id).Distinct().Count()}")), Cancelled);

        bool HasAll(Guid hook) => !sequences.Concat(later).Except(Of(hook)).Any();

        IEnumerable<long> Of(Guid hook) => receiver.Taken.Where(request => request.Headers["nms-webhook-id"] == hook.ToString()).Select(request => request.Sequence);
    }
}
