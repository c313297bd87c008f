using System.Text.RegularExpressions;
using Nms.Access;
using Nms.Testing;

namespace Nms.Api.Tests.Access;

/// <summary>docs/security.md says what is so.</summary>
public sealed partial class SecurityDocumentTests
{
    private static string Document { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));

    [Fact]
    public void The_table_of_permissions_says_what_each_role_has_and_which_a_project_limits() => Assert.Equal(
        Permissions.All.Order(StringComparer.Ordinal).Select(Row),
        PermissionRow().Matches(Document).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();

        Assert.DoesNotContain(TestName().Matches(Document).Select(match => match.Groups[1].Value), name => !tests.Contains(name));
    }

    private static string Row(string permission) =>
        $"| `{permission}` | {(Permissions.OfProjects.Contains(permission) ? "in projects" : "everywhere only")} "
        + string.Concat(new[] { BuiltInRoles.Viewer, BuiltInRoles.Operator, BuiltInRoles.Module }.Select(role => $"| {(role.Permissions.Contains(permission) ? "yes" : "no")} "));

    [GeneratedRegex(@"^(\| `[a-z]+\.[a-z.]+` \| [^|]+(?:\| (?:yes|no) ){3})", RegexOptions.Multiline)]
    private static partial Regex PermissionRow();

    [GeneratedRegex("`(\\w+Tests)`")]
    private static partial Regex TestName();
}
