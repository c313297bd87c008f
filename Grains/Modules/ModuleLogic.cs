using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Modules;

/// <summary>The rules of modules, as pure functions.</summary>
internal static class ModuleLogic
{
    /// <summary>Why somebody may not register a name, or null when he may.</summary>
    public static NmsException? Refusal(ModuleSnapshot? known, ModuleRegistration wanted) =>
        known is null || known.Registration.OwnerId == wanted.OwnerId ? null
        : known.Registration.BuiltIn ? new ForbiddenException("module_not_yours", $"The module {known.Name} is part of the platform.")
        : wanted.MayTakeOver ? null
        : new ForbiddenException("module_not_yours", $"The module {known.Name} was registered by somebody else.");

    /// <summary>What a registration makes of a module, what is new about it, and what is told.</summary>
    public static (ModuleSnapshot Next, ImmutableArray<string> Changed, ImmutableArray<EventDraft> Events) Register(
        ModuleSnapshot? known, ModuleRegistration wanted, DateTimeOffset now)
    {
        if (known is null)
        {
            var next = new ModuleSnapshot { Registration = wanted with { NewSecret = null }, RegisteredAt = now, UpdatedAt = now, LastHeartbeat = now, Healthy = true };
            return (next, [], wanted.BuiltIn ? [] : [ModuleEvents.Registered(wanted)]);
        }

        // Another manager's registration does not make the module his.
        var kept = wanted with
        {
            OwnerId = known.Registration.OwnerId,
            OwnerName = known.Registration.OwnerName,
            WebhookSecret = wanted.WebhookSecret ?? known.Registration.WebhookSecret,
            NewSecret = null,
        };
        var changed = Changes(known.Registration, kept);
        var alive = known with { Registration = kept, LastHeartbeat = now, UpdatedAt = changed is [] ? known.UpdatedAt : now };
        var recovered = Recover(alive);
        return (
            recovered,
            changed,
            [
                .. changed is [] || wanted.BuiltIn ? ImmutableArray<EventDraft>.Empty : [ModuleEvents.Updated(kept, changed)],
                .. known.Healthy ? ImmutableArray<EventDraft>.Empty : [ModuleEvents.Health(recovered)],
            ]);
    }

    /// <summary>How a module is by now; an event when that is another state than before.</summary>
    /// <param name="module">The module.</param>
    /// <param name="listeningSince">Since when there was somebody to hear it.</param>
    /// <param name="now">Now.</param>
    /// <param name="healthyFor">How long it may be silent.</param>
    /// <param name="probeFailures">How many failures of its health address in a row are too many.</param>
    public static (ModuleSnapshot Next, ImmutableArray<EventDraft> Events) Judge(
        ModuleSnapshot module, DateTimeOffset listeningSince, DateTimeOffset now, TimeSpan healthyFor, int probeFailures)
    {
        var heard = module.LastHeartbeat > listeningSince ? module.LastHeartbeat : listeningSince;
        var complaint = now - heard > healthyFor ? $"It was not heard of for {(long)(now - heard).TotalSeconds} seconds."
            : module.Probe is { } probe && probe.Failures >= probeFailures ? $"Its health address failed {probe.Failures} times in a row: {probe.Error}"
            : null;
        if (module.Healthy == complaint is null)
        {
            return (module, []);
        }

        var next = module with { Healthy = complaint is null, Complaint = complaint };
        return (next, [ModuleEvents.Health(next)]);
    }

    /// <summary>The module after a look at its health address. A good answer is as good as a heartbeat.</summary>
    public static ModuleSnapshot Probed(ModuleSnapshot module, string? error, DateTimeOffset now) => module with
    {
        Probe = new ModuleProbe(now, error, error is null ? 0 : (module.Probe?.Failures ?? 0) + 1),
        LastHeartbeat = error is null ? now : module.LastHeartbeat,
    };

    private static ModuleSnapshot Recover(ModuleSnapshot module) => module with { Healthy = true, Complaint = null, Probe = null };

    private static ImmutableArray<string> Changes(ModuleRegistration before, ModuleRegistration after)
    {
        var changed = ImmutableArray.CreateBuilder<string>();
        Note(before.Version != after.Version, "version");
        Note(!before.Capabilities.Order(StringComparer.Ordinal).SequenceEqual(after.Capabilities.Order(StringComparer.Ordinal)), "capabilities");
        Note(before.Delivery != after.Delivery, "delivery");
        Note(before.WebhookUrl != after.WebhookUrl, "webhook_url");
        Note(before.WebhookSecret != after.WebhookSecret, "webhook_secret");
        Note(before.HealthUrl != after.HealthUrl, "health_url");
        Note(!before.Events.Order(StringComparer.Ordinal).SequenceEqual(after.Events.Order(StringComparer.Ordinal)), "events");
        Note(before.Critical != after.Critical, "critical");
        return changed.ToImmutable();

        void Note(bool differs, string member)
        {
            if (differs)
            {
                changed.Add(member);
            }
        }
    }
}
