using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Nms.Lab;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>A back-up that is made while people work, and the restore after the machine died.</summary>
public sealed class BackupTests
{
    private const string Password = "correct-Horse-7-staple";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_back_up_made_during_activity_is_restored_after_a_kill()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        using var gns3 = new Gns3(lab.Url);
        using var folder = new TempFolder();
        KeyValuePair<string, string>[] settings = [new("Gns3__Servers__default__Url", $"{lab.Url}"), new("Nms__Admin__Password", Password)];
        var backup = Path.Combine(folder.Path, "backup.db");

        IReadOnlyList<EventView> before;
        JsonElement audited;
        await using (var process = await NmsProcess.StartAsync(folder.Path, settings, Cancellation))
        {
            using var hub = SignedIn(process);
            var nodes = (await hub.ShowsAsync(await gns3.NodesAsync(Cancellation), Cancellation)).Where(node => node.Name.StartsWith("PC", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(nodes);
            await ToggleAsync(hub, nodes[0]);
            before = await hub.EventsAsync(Cancellation);
            audited = await hub.GetAsync("/api/v1/audit/verify", Cancellation);

            using var enough = new CancellationTokenSource();
            var activity = Task.Run(
                async () =>
                {
                    while (!enough.IsCancellationRequested)
                    {
                        await ToggleAsync(hub, nodes[0]);
                    }
                },
                Cancellation);
            var made = await NmsProcess.RunCommandAsync(folder.Path, ["backup", backup], Cancellation);
            var refused = await NmsProcess.RunCommandAsync(folder.Path, ["restore", backup], Cancellation);
            await enough.CancelAsync();
            await activity;
            await process.KillAsync();

            Assert.True(made.ExitCode == 0, made.Output);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("in use", refused.Output, StringComparison.Ordinal);
        }

        var restored = await NmsProcess.RunCommandAsync(folder.Path, ["restore", backup], Cancellation);
        Assert.True(restored.ExitCode == 0, restored.Output);
        Assert.Single(Directory.GetDirectories(Path.Combine(folder.Path, "data"), "before-restore-*"));

        await using var again = await NmsProcess.StartAsync(folder.Path, settings, Cancellation);
        using var after = SignedIn(again);
        await after.ShowsAsync(await gns3.NodesAsync(Cancellation), Cancellation);
        Assert.Equal(before, (await after.EventsAsync(Cancellation)).Take(before.Count));

        // The head that was known before the back-up is still in the chain.
        var head = audited.GetProperty("head");
        var known = string.Create(CultureInfo.InvariantCulture, $"{head.GetProperty("sequence").GetInt64()}:{head.GetProperty("hash").GetString()}");
        var verified = await after.GetAsync($"/api/v1/audit/verify?known={known}", Cancellation);
        Assert.True(verified.GetProperty("intact").GetBoolean(), verified.ToString());

        var export = Path.Combine(folder.Path, "audit.ndjson");
        await File.WriteAllTextAsync(export, await after.Http.GetStringAsync(new Uri("/api/v1/audit/export", UriKind.Relative), Cancellation), Cancellation);
        var checkedOffline = await NmsProcess.RunCommandAsync(folder.Path, ["verify-audit", export], Cancellation);
        Assert.True(checkedOffline.ExitCode == 0, checkedOffline.Output);
    }

    [Fact]
    public async Task A_command_that_is_not_complete_says_how_it_is_written()
    {
        using var folder = new TempFolder();

        var (exitCode, output) = await NmsProcess.RunCommandAsync(folder.Path, ["backup"], Cancellation);

        Assert.Equal(2, exitCode);
        Assert.Contains("backup <folder or file>", output, StringComparison.Ordinal);
    }

    private static async Task ToggleAsync(Hub hub, NodeView node)
    {
        await hub.PostAsync($"/api/v1/projects/{node.ProjectId}/nodes/{node.NodeId}/stop", Cancellation);
        await hub.PostAsync($"/api/v1/projects/{node.ProjectId}/nodes/{node.NodeId}/start", Cancellation);
    }

    private static Hub SignedIn(NmsProcess process)
    {
        var hub = new Hub(process);
        hub.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{Password}")));
        return hub;
    }
}
