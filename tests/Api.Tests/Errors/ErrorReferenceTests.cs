using System.Text.RegularExpressions;
using Nms.Events;
using Nms.Testing;

namespace Nms.Api.Tests.Errors;

public sealed partial class ErrorReferenceTests
{
    [Fact]
    public void Every_error_code_in_the_source_has_a_row_in_the_reference()
    {
        var reference = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "errors.md"));
        var codes = new[] { "Api", "Grains", "Storage" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(path => Code().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Contains("project_not_found", codes);
        Assert.DoesNotContain(codes, code => !reference.Contains($"`{code}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_event_type_has_a_row_in_the_reference_with_its_priority_and_subscription()
    {
        var reference = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "events.md"));

        Assert.All(EventCatalog.Types.Values, type => Assert.Contains(
            $"| `{type.Name}` | {type.Priority.ToString().ToLowerInvariant()} | {(type.Subscription is null ? "none" : $"`{type.Subscription}`")} |",
            reference,
            StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?:Exception|Unavailable|ErrorAnswer|Wrong|Error|StatusCodes\.Status\w+,|exception\.StatusCode,)\s*\(?\s*""([a-z][a-z0-9]*_[a-z0-9_]+)""")]
    private static partial Regex Code();
}
