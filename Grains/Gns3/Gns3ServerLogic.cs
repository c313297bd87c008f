using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Gns3;

/// <summary>Rules about one GNS3 server, as pure functions.</summary>
internal static class Gns3ServerLogic
{
    /// <summary>The server is heard. An event only when it was not.</summary>
    public static (Gns3ServerState Next, ImmutableArray<EventDraft> Events) Connect(Gns3ServerState state, string server, DateTimeOffset now) =>
        state.Connected == true
            ? (state, [])
            : (state with { Connected = true, Since = now }, [Draft("server.connected", server, null)]);

    /// <summary>The server is not heard. An event only when it was: one that was never heard is not lost.</summary>
    public static (Gns3ServerState Next, ImmutableArray<EventDraft> Events) Disconnect(
        Gns3ServerState state, string server, string reason, DateTimeOffset now) => state.Connected switch
        {
            true => (state with { Connected = false, Since = now }, [Draft("server.disconnected", server, reason)]),
            false => (state, []),
            null => (state with { Connected = false, Since = now }, []),
        };

    /// <summary>Takes computes as notified.</summary>
    public static (Gns3ServerState Next, ImmutableArray<EventDraft> Events) Observe(
        Gns3ServerState state, ImmutableArray<ComputeObservation> computes, DateTimeOffset now)
    {
        var known = state.Computes;
        var events = ImmutableArray.CreateBuilder<EventDraft>();
        foreach (var heard in computes)
        {
            (known, var e) = heard.Compute is null
                ? ComputeCoalescing.Remove(known, heard.ComputeId)
                : ComputeCoalescing.Observe(known, heard.Compute, now);
            if (e is not null)
            {
                events.Add(e);
            }
        }

        return (state with { Computes = known }, events.DrainToImmutable());
    }

    /// <summary>Takes what was read of the server; computes that are not listed are gone.</summary>
    public static (Gns3ServerState Next, ImmutableArray<EventDraft> Events) Observe(Gns3ServerState state, ServerFacts facts, DateTimeOffset now)
    {
        var read = state with { Version = facts.Version ?? state.Version, Templates = facts.Templates ?? state.Templates };
        if (facts.Computes is not { } computes)
        {
            return (read, []);
        }

        var gone = state.Computes
            .Where(known => computes.All(compute => compute.ComputeId != known.Present.ComputeId))
            .Select(known => new ComputeObservation(known.Present.ComputeId, null));
        return Observe(read, [.. gone, .. computes.Select(compute => new ComputeObservation(compute.ComputeId, compute))], now);
    }

    /// <summary>True when a write would record nothing but the computes' present load.</summary>
    public static bool Same(Gns3ServerState kept, Gns3ServerState next) =>
        kept.Connected == next.Connected
        && kept.Since == next.Since
        && kept.Version == next.Version
        && kept.Templates.SequenceEqual(next.Templates)
        && kept.ProjectIds.SequenceEqual(next.ProjectIds)
        && kept.Computes.Select(compute => compute.Reported).SequenceEqual(next.Computes.Select(compute => compute.Reported));

    private static EventDraft Draft(string type, string server, string? reason) => new(type, Guid.Empty, null, EventData.Write(writer =>
    {
        writer.WriteString("server", server);
        if (reason is not null)
        {
            writer.WriteString("reason", reason);
        }
    }));
}
