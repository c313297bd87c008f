using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Nms.Access;
using Nms.Consoles;

namespace Nms.Workflows.Steps;

/// <summary>Types commands at the console of a node, as far as the rules of consoles permit.</summary>
internal sealed class ConsoleRunStep(IGrainFactory grains, StepAuthority authority, StepPatience patience, INodeConsoles consoles) : StepKind(
    "console.run",
    "Types commands at the console of a node and gives what was answered. An attempt after a crash types them again.",
    StepSchema.Takes(
        StepSchema.Project,
        StepSchema.Node,
        StepSchema.Texts("commands", "The commands, one line each, typed one after the other. Those that change nothing need `console.read`; `Nms:Consoles:Commands` permits more.", MostCommands),
        StepSchema.Text("expect", "A regular expression that must be found in the answers, or the step fails. Without look-around and back-references.", 500).Optional(),
        StepSchema.Text("expect_not", "A regular expression that must not be found in them.", 500).Optional()),
    StepSchema.Gives(
        StepSchema.Project, StepSchema.Id("node_id", "The node."), StepSchema.Text("name", "Its name."), StepSchema.Text("dialect", "What its console speaks."),
        StepSchema.List(
            "answers",
            "The commands and what was answered, without passwords, keys and communities.",
            StepSchema.Text("command", "What was typed."),
            StepSchema.Text("text", "What was said until the prompt returned."),
            StepSchema.Flag("refused", "Whether the equipment does not know the command, or does not allow it."))))
{
    private const int MostCommands = 50;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public override bool Waits => true;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var projectId = inputs.Id("project_id");
        var principal = await authority.DemandAsync(attempt, projectId, Permissions.ConsoleRead, cancellationToken);
        var commands = inputs.Texts("commands", MostCommands, ConsoleCommandRules.LongestCommand);
        if (commands is [])
        {
            throw StepInputs.Invalid("commands", "is required");
        }

        if (commands.Select(ConsoleCommandRules.Complaint).FirstOrDefault(complaint => complaint is not null) is { } complaint)
        {
            throw StepInputs.Invalid("commands", complaint);
        }

        var (expect, expectNot) = (Pattern(inputs, "expect"), Pattern(inputs, "expect_not"));
        var node = (await grains.TopologyAsync(projectId, cancellationToken)).Node(inputs.Text("node_id"));
        var mayWrite = principal.Allows(Permissions.ConsoleWrite, projectId);
        var transcript = await patience.BeatWhileAsync(
            attempt, consoles.TypeAsync(node.Key, commands, mayWrite, withSecrets: false, cancellationToken), cancellationToken);
        if (transcript.Error is { } error)
        {
            throw new ConsoleUnavailableException("console_unavailable", $"{transcript.Lines.Length} of {commands.Length} commands were answered. {error}");
        }

        Judge(node.Name, transcript.Lines, expect, expectNot);
        return new
        {
            projectId,
            node.Key.NodeId,
            node.Name,
            transcript.Dialect,
            Answers = transcript.Lines.Select(line => new { line.Command, line.Text, Refused = line.IsRefused }),
        };
    }

    private static Regex? Pattern(StepInputs inputs, string name)
    {
        try
        {
            return inputs.TextOrNull(name, 500) is { } pattern ? new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.CultureInvariant, s_patience) : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw StepInputs.Invalid(name, $"is no regular expression that can be used: {e.Message}");
        }
    }

    private static void Judge(string node, ImmutableArray<ConsoleLine> lines, Regex? expect, Regex? expectNot)
    {
        if (expect is not null && !lines.Any(line => expect.IsMatch(line.Text)))
        {
            throw new ConflictException("answer_not_as_expected", $"Nothing that {node} answered matches {expect}.");
        }

        if (expectNot is not null && lines.FirstOrDefault(line => expectNot.IsMatch(line.Text)) is { } found)
        {
            throw new ConflictException("answer_not_as_expected", $"What {node} answered to \"{found.Command}\" matches {expectNot}, which it must not.");
        }
    }
}
