namespace Nms.Messaging;

/// <summary>The switch of the hub. Every inbox has a copy of it, so that sending asks nobody.</summary>
[GrainType("nms.hub")]
internal sealed class HubGrain(
    [PersistentState("hub", "Default")] IPersistentState<HubState> storage, IMessageStore store, TimeProvider time) : Grain, IHubGrain
{
    private const int FanOut = 32;

    public ValueTask<bool> IsRunningAsync(CancellationToken cancellationToken) => ValueTask.FromResult(!storage.State.Stopped);

    public Task StartAsync(CancellationToken cancellationToken) => storage.State.Stopped
        ? SwitchAsync(stopped: false, cancellationToken)
        : throw new ConflictException("hub_already_running", "The hub is running already.");

    public Task StopAsync(CancellationToken cancellationToken) => SwitchAsync(stopped: true, cancellationToken);

    public async Task<HubStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var inboxes = await store.ReadCountersAsync(cancellationToken);
        long processing = 0;
        await BoundedFanOut.ForEachAsync(inboxes.Where(inbox => inbox.Open > 0), FanOut, async inbox =>
        {
            var reading = await GrainFactory.Inbox(inbox.Inbox).GetAsync(cancellationToken);
            processing += reading.Processing;
        });
        return new HubStatus(!storage.State.Stopped, storage.State.Since, inboxes, processing);
    }

    /// <summary>Written first: an inbox that comes to life meanwhile asks here. Telling them all is repeated with the call.</summary>
    private async Task SwitchAsync(bool stopped, CancellationToken cancellationToken)
    {
        if (storage.State.Stopped != stopped)
        {
            var before = storage.State;
            storage.State = new HubState { Stopped = stopped, Since = time.GetUtcNow() };
            try
            {
                await storage.WriteStateAsync(cancellationToken);
            }
            catch
            {
                storage.State = before;
                throw;
            }
        }

        var inboxes = await store.ReadCountersAsync(CancellationToken.None);
        await BoundedFanOut.ForEachAsync(
            inboxes, FanOut, inbox => GrainFactory.Inbox(inbox.Inbox).SetAcceptingAsync(!stopped, CancellationToken.None));
    }
}
