using Nms.Contracts.Topology;
using Nms.Topology;
using WireState = Nms.Contracts.Topology.DriftState;

namespace Nms.Api.Topology;

/// <summary>Drift as JSON shows it.</summary>
internal static class DriftMapping
{
    public static DriftReportResponse ToResponse(this DriftReport report, Func<DriftItem, bool> wanted) => new(
        report.ProjectId,
        report.JudgedAt,
        report.RunId,
        report.Items.CountBy(item => item.State).OrderBy(pair => pair.Key).ToDictionary(pair => Word(pair.Key), pair => pair.Value),
        [.. report.Items.Where(wanted).Select(ToResponse)],
        [.. report.Ambiguous.Select(one => new DriftAmbiguityResponse(ToResponse(one.Evidence), one.Reason))]);

    public static WireState ToWire(this Nms.Topology.DriftState state) => (WireState)(int)state;

    public static string Word(Nms.Topology.DriftState state) => Word<WireState>.All[Array.IndexOf(Enum.GetValues<WireState>(), state.ToWire())];

    private static DriftItemResponse ToResponse(DriftItem item) => new(
        item.ItemId, item.State.ToWire(), item.LinkId, ToResponse(item.A), ToResponse(item.B), item.Reason, [.. item.Evidence.Select(ToResponse)]);

    private static DriftEndResponse ToResponse(DriftEnd end) => new(end.NodeId, end.NodeName, end.Port);

    private static DriftEvidenceResponse ToResponse(DriftEvidence one) => new(one.Protocol, one.NodeId, one.NodeName, one.Port, one.RemoteName, one.RemotePort, one.At);
}
