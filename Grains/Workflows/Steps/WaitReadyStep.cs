using Nms.Access;

namespace Nms.Workflows.Steps;

/// <summary>Waits until a node has booted.</summary>
internal sealed class WaitReadyStep(IGrainFactory grains, StepAuthority authority, StepPatience patience, NodeReadiness readiness) : StepKind(
    "node.wait_ready",
    "Waits until a started node has booted: until its console shows a prompt, its address echoes, or its agent lets in.",
    StepSchema.Takes(
        StepSchema.Project,
        StepSchema.Node,
        StepSchema.Word("by", "The sign; auto takes the console where it is one of text, and GNS3's status for nodes that boot nothing.", "auto", "console", "ping", "snmp").OrElse("auto"),
        StepSchema.Text("address", "The address that is asked by ping and SNMP; without it, those of the equipment's profile.", 64).Optional(),
        StepSchema.Span("timeout", "How long it may take; without it, what the node's type takes: VPCS 30s, Docker 1m, IOU 2m, Dynamips 3m, virtual machines 5m, others 3m.").Optional()),
    StepSchema.Gives(
        StepSchema.Project, StepSchema.Id("node_id", "The node."), StepSchema.Text("name", "Its name."),
        StepSchema.Text("ready_by", "By what it showed: console, ping, snmp or status."), StepSchema.Text("seen", "The prompt, \"login\", or the address that answered."),
        StepSchema.Number("waited_seconds", "How long it was waited for.")))
{
    public override bool Waits => true;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var (projectId, by) = (inputs.Id("project_id"), inputs.Word("by", "auto", "auto", "console", "ping", "snmp"));
        await authority.DemandAsync(attempt, projectId, Permissions.ProjectRead, cancellationToken);
        var node = (await grains.TopologyAsync(projectId, cancellationToken)).Node(inputs.Text("node_id"));
        var address = inputs.TextOrNull("address", 64);
        var sign = by switch
        {
            "console" => ReadinessSign.Console,
            "ping" => ReadinessSign.Ping,
            "snmp" => ReadinessSign.Snmp,
            _ => ReadinessLogic.SignOf(node) ?? (address is null
                ? throw new ConflictException("readiness_unknown", $"The console of {node.Name} is {node.Console?.Type ?? "none"}; choose ping or snmp, and an address.")
                : ReadinessSign.Ping),
        };
        if (sign != ReadinessSign.Status)
        {
            await authority.DemandAsync(attempt, projectId, sign == ReadinessSign.Console ? Permissions.ConsoleRead : Permissions.DiscoveryRun, cancellationToken);
        }

        var most = inputs.Span("timeout", ReadinessLogic.TimeoutOf(node.NodeType), TimeSpan.FromHours(2));
        var ready = await patience.BeatWhileAsync(attempt, readiness.WaitAsync(node, sign, address, most, cancellationToken), cancellationToken);
        return new { projectId, node.Key.NodeId, node.Name, ReadyBy = ready.By, ready.Seen, WaitedSeconds = Math.Round(ready.Took.TotalSeconds, 3) };
    }
}
