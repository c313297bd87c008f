using System.Text.Json;
using Nms.Api.Access;

namespace Nms.Api.Tests.Access;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("password")]
    [InlineData("NewPassword")]
    [InlineData("gns3_password")]
    [InlineData("webhook_secret")]
    [InlineData("refresh_token")]
    [InlineData("read_community")]
    [InlineData("auth_key")]
    [InlineData("PrivateKey")]
    [InlineData("api-key")]
    [InlineData("key")]
    [InlineData("Authorization")]
    [InlineData("password_hash")]
    [InlineData("startup_config_content")]
    public void A_secret_is_known_by_its_name(string member) => Assert.True(Redaction.IsSecret(member));

    [Theory]
    [InlineData("name")]
    [InlineData("status")]
    [InlineData("keyboard")]
    [InlineData("monkey")]
    [InlineData("x")]
    public void Other_names_are_none(string member) => Assert.False(Redaction.IsSecret(member));

    [Fact]
    public void A_changed_secret_says_that_it_changed_and_not_how()
    {
        var changes = AuditChanges.Between(new { Name = "a", Password = "old-one" }, new { Name = "a", Password = "new-one" });

        Assert.Equal("""{"password":{"old":"[redacted]","new":"[redacted]"}}""", changes);
    }

    [Fact]
    public void Secrets_at_any_depth_are_left_out()
    {
        var properties = JsonDocument.Parse("""{"adapters":2,"list":[{"console_password":"deep-one","ram":64}],"token":"deep-two"}""").RootElement;

        var changes = AuditChanges.Between(new { Properties = default(JsonElement?) }, new { Properties = (JsonElement?)properties });

        Assert.DoesNotContain("deep-", changes, StringComparison.Ordinal);
        Assert.Contains("\"ram\":64", changes, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_left_out_by_their_type_whatever_their_name()
    {
        var changes = AuditChanges.Between(
            new { Content = "ab"u8.ToArray(), Ours = new SharedSecret("hidden-one"), N = 1 }, new { Content = "cd"u8.ToArray(), Ours = new SharedSecret("hidden-two"), N = 2 });

        Assert.Equal("""{"n":{"old":1,"new":2}}""", changes);
    }

    [Fact]
    public void Only_what_differs_is_kept_and_long_texts_are_cut()
    {
        Assert.Null(AuditChanges.Between(new { Name = "a", X = 1 }, new { Name = "a", X = 1 }));

        var changes = AuditChanges.Between(new { Name = "a", X = 1 }, new { Name = new string('b', 1000), X = 1 });

        Assert.DoesNotContain("\"x\"", changes, StringComparison.Ordinal);
        Assert.InRange(changes!.Length, 256, 320);
    }

    private sealed record SharedSecret(string Value);
}
