using Nms.Access;

namespace Nms.Api.Tests.Messaging;

/// <summary>Every write to modules, messages and the hub leaves an entry that says what it changed, and no message's content.</summary>
public sealed class HubAuditTests : HubTest
{
    private const string Published = "/api/common/api/v1/";

    [Fact]
    public async Task Every_write_leaves_an_entry_that_says_what_changed()
    {
        await RegisterAsync("collector");
        var dead = await SendAsync("collector");
        var writes = new (string Action, string Path, string Body)[]
        {
            ("register_module", "/api/v1/modules", """{"module_name":"other","version":"1"}"""),
            ("send_message", "/api/v1/messages", """{"target":"collector","data":{"password":"hush-hush"}}"""),
            ("broadcast_message", "/api/v1/messages/broadcast", """{"data":{"password":"hush-hush"}}"""),
            ("send_request", "/api/v1/messages/requests", """{"target":"monitoring","message_type":"health_check"}"""),
            ("acknowledge_messages", "/api/v1/modules/collector/inbox/acknowledge", $$"""{"rejected":[{"message_id":"{{dead}}","error":"no","retry":false}]}"""),
            ("replay_dead_letters", "/api/v1/modules/collector/dead-letters/replay", "{}"),
            ("purge_dead_letters", "/api/v1/modules/collector/dead-letters/purge", "{}"),
            ("stop_hub", "/api/v1/hub/stop", "{}"),
            ("start_hub", "/api/v1/hub/start", "{}"),
            ("post_common_api_v1_hub_stop", $"{Published}hub/stop/", "{}"),
            ("post_common_api_v1_hub_start", $"{Published}hub/start/", "{}"),
            ("post_common_api_v1_hub_modules_register", $"{Published}hub/modules/register/", """{"module_name":"third"}"""),
            ("post_common_api_v1_hub_messages_send", $"{Published}hub/messages/send/", """{"sender":"x","message_type":"notification","data":{"password":"hush-hush"},"target":"third"}"""),
            ("post_common_api_v1_hub_messages_broadcast", $"{Published}hub/messages/broadcast/", """{"sender":"x","message_type":"notification","data":{}}"""),
            ("post_common_api_v1_integration_messages_send", $"{Published}integration/messages/send/", """{"message_type":"notification","data":{},"target":"third"}"""),
        };

        foreach (var (action, path, body) in writes)
        {
            using var response = await Host.RawAsync(HttpMethod.Post, path, body);
            var record = Host.Audit.Last;

            Assert.True(response.IsSuccessStatusCode, $"{path} answered {response.StatusCode}: {await response.Content.ReadAsStringAsync(Cancelled)}");
            Assert.Equal((action, AuditOutcome.Succeeded), (record.Action, record.Outcome));
            Assert.NotNull(record.ChangesJson);
            Assert.DoesNotContain("hush-hush", record.ChangesJson, StringComparison.Ordinal);
        }

        await Host.SendAsync(HttpMethod.Delete, "/api/v1/modules/other", status: 204);
        Assert.Equal(("unregister_module", "module", "other"), (Host.Audit.Last.Action, Host.Audit.Last.ObjectType, Host.Audit.Last.ObjectId));
        Assert.Contains("other", Host.Audit.Last.ChangesJson, StringComparison.Ordinal);
    }
}
