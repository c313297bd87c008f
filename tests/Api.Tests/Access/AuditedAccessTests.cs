using Nms.Access;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Access;

/// <summary>What the audit log says of sign-ins and of changes to users.</summary>
public sealed class AuditedAccessTests : AccessTest
{
    [Fact]
    public async Task A_sign_in_names_the_user_and_a_failed_one_the_name_that_was_tried()
    {
        await SignInAsync();
        await SignInAsync("mallory", "wrong-Password-9", 401);

        var records = Host.Audit.Entries.Select(entry => entry.Record).Where(record => record.Action == "sign_in").ToList();
        Assert.Equal([FakeAccess.Administrator, "mallory"], records.Select(record => record.PrincipalName));
        Assert.StartsWith("user:", records[0].PrincipalId, StringComparison.Ordinal);
        Assert.Equal((AuditRecord.Anonymous, AuditOutcome.Refused, 401), (records[1].PrincipalId, records[1].Outcome, records[1].Status));
    }

    [Fact]
    public async Task A_change_of_a_user_is_recorded_and_no_password_is_anywhere()
    {
        var id = await AddUserAsync("bob", "quartz-Heron-31-desk");
        await CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { display_name = "Bob" }, Administrator);

        var last = Host.Audit.Last;
        Assert.Equal(("user", $"{id}", "basic", FakeAccess.Administrator), (last.ObjectType, last.ObjectId, last.SignIn, last.PrincipalName));
        Assert.Equal("""{"display_name":{"old":null,"new":"Bob"}}""", last.ChangesJson);
        Assert.DoesNotContain(Host.Audit.Entries, entry => entry.Record.ToString().Contains("quartz-Heron", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_read_is_recorded()
    {
        using var refused = await SendAsync(HttpMethod.Get, Me);

        Assert.Equal((401, AuditOutcome.Refused, "get_me"), (Host.Audit.Last.Status, Host.Audit.Last.Outcome, Host.Audit.Last.Action));
    }
}
