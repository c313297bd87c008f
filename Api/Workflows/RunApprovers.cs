using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nms.Access;
using Nms.Api.Access;
using Nms.Workflows;

namespace Nms.Api.Workflows;

/// <summary>Who may decide what a step asks for: everybody who may approve, or those of them whom the step names.</summary>
internal sealed class RunApprovers(AccessView view, IGrainFactory grains, IWorkflowDefinitions definitions)
{
    private const string Kind = "approval";
    private const string RolePrefix = "role:";

    /// <summary>The step that is to be decided.</summary>
    /// <exception cref="ConflictException">It does not wait for an approval, or several do and none was named.</exception>
    public static WorkflowStepSnapshot Find(WorkflowRunSnapshot run, string? name)
    {
        var waiting = run.Steps.Where(step => step is { Uses: Kind, Status: WorkflowStepStatus.Waiting } && (name is null || step.Name == name)).ToList();
        return waiting switch
        {
            [var step] => step,
            [] => throw new ConflictException("step_not_waiting", $"{(name is null ? "No step" : $"Step {name}")} of run {run.RunId} {(name is null ? "waits" : "does not wait")} for an approval."),
            _ => throw new ConflictException("step_ambiguous", $"Several steps of run {run.RunId} wait for an approval; name one: {string.Join(", ", waiting.Select(step => step.Name))}."),
        };
    }

    /// <exception cref="ForbiddenException">The step names others.</exception>
    public async Task DemandAsync(WorkflowRunSnapshot run, WorkflowStepSnapshot step, HttpContext context, CancellationToken cancellationToken)
    {
        var named = step.InputJson is { } input ? Read(ApiJson.Element(input)) : await ReadDefinitionAsync(run, step.Name, cancellationToken);
        if (named.Count == 0)
        {
            return;
        }

        var words = await WordsAsync(context.SignedIn(), run.ProjectId, cancellationToken);
        if (!named.Any(words.Contains))
        {
            throw new ForbiddenException("not_an_approver", $"Step {step.Name} of run {run.RunId} is for others to decide: {string.Join(", ", named)}.");
        }
    }

    // What an item is asked is not in the run, so for such a step the definition must say it in so many words.
    private async Task<IReadOnlyList<string>> ReadDefinitionAsync(WorkflowRunSnapshot run, string step, CancellationToken cancellationToken)
    {
        var version = await grains.Workflow(run.WorkflowName).FindAsync(run.Version, deleted: true, cancellationToken)
            ?? throw new NotFoundException("workflow_not_found", $"Version {run.Version} of workflow {run.WorkflowName} is kept no more.");
        var steps = ApiJson.Element(definitions.Describe(version.Source))!.Value.GetProperty("steps");
        var with = steps.EnumerateArray().Where(one => one.GetProperty("name").ValueEquals(step))
            .Select(one => one.TryGetProperty("with", out var given) ? given : default).FirstOrDefault();
        return Read(with);
    }

    /// <summary>Nobody is meant by a text that is still an expression, and nobody fits a list that is none.</summary>
    private static IReadOnlyList<string> Read(JsonElement? with)
    {
        if (with is not { ValueKind: JsonValueKind.Object } given || !given.TryGetProperty("approvers", out var approvers) || approvers.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return approvers.ValueKind != JsonValueKind.Array ? [approvers.ToString()]
            : approvers.GetArrayLength() == 0 ? []
            : [.. approvers.EnumerateArray().Select(one => one.ToString())];
    }

    // Names of keys and of users of other authorities are chosen by those themselves, so they do not count.
    private async Task<HashSet<string>> WordsAsync(SignedIn signedIn, Guid? projectId, CancellationToken cancellationToken)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { signedIn.Principal.Id };
        var copy = await view.GetAsync(cancellationToken);
        var user = signedIn.KeyId is { } keyId
            ? copy.Keys.GetValueOrDefault(keyId)?.Owner?.User
            : signedIn.UserId is { } userId ? copy.Users.GetValueOrDefault(userId)?.User : null;
        if (user is null)
        {
            return words;
        }

        words.UnionWith([user.Name, PrincipalIds.OfUser(user.Id)]);
        foreach (var role in user.Roles.Where(role => role.Projects is null || (projectId is { } project && role.Projects.Contains(project))))
        {
            words.UnionWith([role.Role, RolePrefix + role.Role]);
        }

        return words;
    }
}
