using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Topology;

namespace Nms.Workflows.Steps;

/// <summary>Sets or clears the filters of a link, and says which there were, so that they can be put back.</summary>
internal sealed class LinkFilterStep : StepKind
{
    private readonly IGrainFactory _grains;
    private readonly StepAuthority _authority;
    private readonly bool _clears;

    private LinkFilterStep(string name, string description, bool clears, IServiceProvider services)
        : base(
            name,
            description,
            clears ? StepSchema.Takes(StepSchema.Project, StepSchema.Link) : StepSchema.Takes([StepSchema.Project, StepSchema.Link, .. LinkFilterLogic.Takes]),
            StepSchema.Gives(
                StepSchema.Project, StepSchema.Link, StepSchema.Map("filters", "The filters in force, in GNS3's form: delay, packet_loss, corrupt, frequency_drop, bpf."),
                StepSchema.Map("filters_before", "Those before the step; given to link.filter as filters, they are put back."),
                StepSchema.Flag("changed", "Whether they are others than before.")))
    {
        (_grains, _authority, _) = services.ForSteps();
        _clears = clears;
    }

    public static LinkFilterStep Set(IServiceProvider services) => new(
        "link.filter", "Sets the filters of a link: latency, loss, corruption and the like.", clears: false, services);

    public static LinkFilterStep Clear(IServiceProvider services) => new("link.filter.clear", "Takes all filters off a link.", clears: true, services);

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var (projectId, linkId) = (inputs.Id("project_id"), inputs.Id("link_id"));
        await _authority.DemandAsync(attempt, projectId, Permissions.LinkManage, cancellationToken);
        var shown = Parse((await _grains.TopologyAsync(projectId, cancellationToken)).Link(linkId).FiltersJson);

        // An attempt before this one may have set them; what was before it is what is put back.
        var before = attempt.Checkpoint is { ValueKind: JsonValueKind.Object } last && last.TryGetProperty("filters_before", out var known) ? JsonObject.Create(known)! : shown;
        var wanted = _clears ? [] : LinkFilterLogic.Wanted(inputs, before);
        await attempt.BeatAsync(null, ToJson(new { FiltersBefore = before }));
        var now = Parse((await SetAsync(projectId, linkId, wanted, before, cancellationToken)).FiltersJson);
        return LinkFilterLogic.AreSame(now, wanted)
            ? new { projectId, linkId, Filters = now, FiltersBefore = before, Changed = !LinkFilterLogic.AreSame(now, before) }
            : throw new ConflictException("link_not_changed", $"GNS3 took the filters and shows {now.ToJsonString()}.") { IsTransient = true };
    }

    private async Task<LinkSnapshot> SetAsync(Guid projectId, Guid linkId, JsonObject wanted, JsonObject before, CancellationToken cancellationToken)
    {
        var commands = _grains.ProjectCommands(projectId);
        try
        {
            return await commands.UpdateLinkAsync(linkId, new LinkChanges(FiltersJson: wanted.ToJsonString()), cancellationToken);
        }
        catch (Gns3RefusedException)
        {
            // GNS3 keeps a filter that it has refused.
            await commands.UpdateLinkAsync(linkId, new LinkChanges(FiltersJson: before.ToJsonString()), cancellationToken);
            throw;
        }
    }

    private static JsonObject Parse(string filters) => JsonNode.Parse(filters) as JsonObject ?? [];
}
