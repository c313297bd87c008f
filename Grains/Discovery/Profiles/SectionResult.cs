using Nms.Equipment;

namespace Nms.Discovery.Profiles;

/// <summary>What became of a section, and why when it is not complete.</summary>
internal sealed record SectionResult(SectionOutcome Outcome, string? Reason = null, int Requests = 0)
{
    public static SectionResult Completed { get; } = new(SectionOutcome.Completed);

    public static SectionResult Absent(string reason) => new(SectionOutcome.Absent, reason);

    public static SectionResult Failed(string reason, int requests = 0) => new(SectionOutcome.Failed, reason, requests);

    public static SectionResult Partial(string reason, int requests = 0) => new(SectionOutcome.Partial, reason, requests);
}
