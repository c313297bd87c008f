using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Tests.Fakes;
using Nms.Testing;

namespace Nms.Api.Tests.Access;

/// <summary>
/// Every operation of the running host against everybody who must not do it. The operations come from the routes, so that
/// one that is added tomorrow is attacked tomorrow.
/// </summary>
public sealed class SecurityMatrixTests : ApiTest
{
    private static readonly Lazy<HttpClientHandler> s_handler = new(() => new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

    private UserSnapshot _victim = null!;
    private IReadOnlyList<Operation> _operations = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _victim = await Host.CreateUserAsync("victim", new RoleBinding(BuiltInRoles.AdministratorName, Projects: null));
        _operations = Operation.All(Host);
    }

    // One address tries more in a second than a limit allows in a minute; the limits have tests of their own.
    protected override Task<ApiHost> StartHostAsync() =>
        ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Nms:RateLimits:Enabled"] = "false" });

    [Fact]
    public async Task The_matrix_holds_every_operation_of_the_document()
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "reference", "openapi.json"), Cancelled))!;
        var documented = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Where(member => member.Key != "parameters")
            .Select(member => $"{member.Key.ToUpperInvariant()} {Shape(path.Key)}"));
        var attacked = _operations.Select(operation => $"{operation.Method} {Shape(operation.Address.Split('?')[0])}").ToHashSet();

        Assert.DoesNotContain(documented, operation => !attacked.Any(known => Covers(operation, known)));
    }

    [Fact]
    public async Task Without_credentials_nothing_is_open_but_what_is_meant_to_be()
    {
        var before = await StateAsync();
        var open = await BreachesAsync(null, HttpStatusCode.Unauthorized);

        Assert.Empty(open);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_refusal_says_how_to_sign_in_and_nothing_else()
    {
        using var response = await Host.ClientWith(null).GetAsync(Project, Cancelled);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("campus", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_good_token_is_good_so_that_the_forged_ones_prove_something()
    {
        using var client = Host.ClientWith($"Bearer {new ForgedTokens(Host, _victim).Good}");
        using var response = await client.GetAsync("/api/v1/projects", Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task No_forged_token_opens_any_operation()
    {
        var before = await StateAsync();
        foreach (var (name, token) in new ForgedTokens(Host, _victim).All())
        {
            var breaches = await BreachesAsync($"Bearer {token}", HttpStatusCode.Unauthorized);
            Assert.True(breaches is [], $"A token {name}: {string.Join(", ", breaches)}");
        }

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task No_revoked_or_malformed_credential_opens_any_operation()
    {
        var now = Host.Time.GetUtcNow();
        var disabled = await Host.CreateUserAsync("disabled", new RoleBinding(BuiltInRoles.AdministratorName, Projects: null));
        var ofDisabled = await Host.CreateKeyAsync(disabled, now.AddDays(1));
        var tokenOfDisabled = new ForgedTokens(Host, disabled).Good;
        await Host.ChangeUserAsync(disabled, new UserChanges { Enabled = false });
        var good = await Host.CreateKeyAsync(_victim, now.AddDays(1));
        var session = await SignInAsync();
        using (var response = await Host.RawAsync(HttpMethod.Post, "/api/v1/auth/logout", $$"""{"refresh_token":"{{session["refresh_token"]}}"}"""))
        {
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }

        (string Name, string Authorization)[] credentials =
        [
            ("session that was ended", $"Bearer {session["access_token"]}"),
            ("token of a disabled user", $"Bearer {tokenOfDisabled}"),
            ("key of a disabled user", $"ApiKey {ofDisabled}"),
            ("revoked key", $"ApiKey {await Host.CreateKeyAsync(_victim, now.AddDays(1), revoked: true)}"),
            ("expired key", $"ApiKey {await Host.CreateKeyAsync(_victim, now.AddSeconds(-1))}"),
            ("key with another secret", $"ApiKey {good[..^1]}{(good[^1] == 'A' ? 'B' : 'A')}"),
            ("refresh token as an access token", $"Bearer {session["refresh_token"]}"),
            ("Basic without colon", $"Basic {Convert.ToBase64String("admin"u8)}"),
            ("Basic that is no base64", "Basic ???"),
            ("Basic that is empty", "Basic "),
            ("Basic that is long", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + new string('x', 5000)))}"),
            ("unknown scheme", "Negotiate abc"),
            ("no scheme", "admin"),
            ("empty", ""),
        ];
        var before = await StateAsync();
        foreach (var (name, authorization) in credentials)
        {
            var breaches = await BreachesAsync(authorization, HttpStatusCode.Unauthorized);
            Assert.True(breaches is [], $"{name}: {string.Join(", ", breaches)}");
        }

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_user_without_any_role_may_do_nothing()
    {
        var nobody = await Host.SignInAsync("nobody");
        var before = await StateAsync();
        foreach (var operation in Guarded)
        {
            await AnswersAsync(nobody, operation, operation.NamesProject ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden);
        }

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_lower_role_may_do_what_it_says_and_no_more()
    {
        foreach (var role in BuiltInRoles.All.Where(role => role.Name != BuiltInRoles.AdministratorName))
        {
            var client = await Host.SignInAsync($"one-{role.Name}", new RoleBinding(role.Name, Projects: null));
            var before = await StateAsync();
            foreach (var operation in Guarded.Where(operation => !role.Permissions.Contains(operation.Permission!)))
            {
                await AnswersAsync(client, operation, HttpStatusCode.Forbidden, operation.Permission);
            }

            Assert.Equal(before, await StateAsync());
        }
    }

    [Fact]
    public async Task The_operator_of_another_project_finds_nothing_and_changes_nothing()
    {
        var foreign = await Host.SignInAsync("foreign", Callers.OperatorOf(FakeModel.Archive));
        var before = await StateAsync();
        foreach (var operation in Guarded.Where(operation => !operation.IsSocket))
        {
            if (operation.NamesProject)
            {
                await AnswersAsync(foreign, operation, HttpStatusCode.NotFound);
                continue;
            }

            using var request = operation.Request();
            using var response = await foreign.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);

            // A stream of events does not end, and tells nothing before something happens.
            var text = response.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync(Cancelled);
            Assert.True(!operation.Everywhere || response.StatusCode == HttpStatusCode.Forbidden, $"{operation} answered {response.StatusCode}: {text}");
            foreach (var foreigner in new[] { "campus", "\"PC1\"" })
            {
                Assert.False(text.Contains(foreigner, StringComparison.Ordinal), $"{operation} tells {foreigner}: {text}");
            }
        }

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task The_administrator_of_one_project_does_not_rule_the_platform()
    {
        var administrator = await Host.SignInAsync("partial", new RoleBinding(BuiltInRoles.AdministratorName, [FakeModel.Campus]));
        var before = await StateAsync();
        foreach (var operation in Guarded.Where(operation => operation.Everywhere))
        {
            await AnswersAsync(administrator, operation, HttpStatusCode.Forbidden, operation.Permission);
        }

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task No_socket_opens_without_good_credentials()
    {
        var sockets = _operations.Where(operation => operation.IsSocket).ToList();
        string?[] credentials =
        [
            null, "", "Basic ???", "Negotiate abc", .. new ForgedTokens(Host, _victim).All().Select(forged => $"Bearer {forged.Token}"),
        ];

        Assert.True(sockets.Count >= 7);
        foreach (var socket in sockets)
        {
            foreach (var credential in credentials)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await ConnectAsync(socket.Address, credential));
            }
        }
    }

    [Fact]
    public async Task No_socket_opens_for_a_role_that_may_not_read_events()
    {
        var blind = await Host.SignInAsync("blind", new RoleBinding(await Host.CreateRoleAsync("blind", "project.read", "node.start"), Projects: null));
        foreach (var socket in _operations.Where(operation => operation.IsSocket))
        {
            Assert.Equal(HttpStatusCode.Forbidden, await ConnectAsync(socket.Address, blind.Authorization()));
        }
    }

    [Fact]
    public async Task A_ticket_opens_one_socket_once_and_no_other_request()
    {
        var ticket = (await Host.SendAsync(HttpMethod.Post, "/api/v1/auth/ticket", "{}"))["ticket"]!.GetValue<string>();
        using (var asRequest = await Host.ClientWith(null).GetAsync($"/api/v1/projects?ticket={ticket}", Cancelled))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, asRequest.StatusCode);
        }

        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync($"/ws/gns3/events/?ticket={ticket}", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await ConnectAsync($"/ws/gns3/events/?ticket={ticket}", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await ConnectAsync("/ws/gns3/events/?ticket=guess", null));
    }

    [Fact]
    public async Task A_ticket_is_worth_nothing_after_half_a_minute()
    {
        var ticket = (await Host.SendAsync(HttpMethod.Post, "/api/v1/auth/ticket", "{}"))["ticket"]!.GetValue<string>();
        Host.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(HttpStatusCode.Unauthorized, await ConnectAsync($"/ws/gns3/events/?ticket={ticket}", null));
    }

    [Fact]
    public async Task A_long_lived_secret_in_an_address_is_not_looked_at()
    {
        var key = await Host.CreateKeyAsync(_victim, Host.Time.GetUtcNow().AddDays(1));
        var token = new ForgedTokens(Host, _victim).Good;
        foreach (var query in new[] { $"ticket={key}", $"api_key={key}", $"access_token={token}", $"token={token}" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await ConnectAsync($"/ws/gns3/events/?{query}", null));
            using var response = await Host.ClientWith(null).GetAsync($"/api/v1/projects?{query}", Cancelled);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_replayed_refresh_token_ends_the_session()
    {
        var first = await SignInAsync();
        var second = await RefreshAsync(first["refresh_token"]!.GetValue<string>(), HttpStatusCode.OK);
        await RefreshAsync(first["refresh_token"]!.GetValue<string>(), HttpStatusCode.Unauthorized);
        await RefreshAsync(second!["refresh_token"]!.GetValue<string>(), HttpStatusCode.Unauthorized);
        using var client = Host.ClientWith($"Bearer {second["access_token"]}");
        using var response = await client.GetAsync("/api/v1/projects", Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Guessing_passwords_is_slowed_down_whatever_the_name()
    {
        foreach (var name in new[] { "victim", "nobody-of-this-name" })
        {
            var answers = new List<HttpStatusCode>();
            for (var attempt = 0; attempt < 12; attempt++)
            {
                using var response = await Host.ClientOf(name, $"guess-{attempt}").GetAsync("/api/v1/projects", Cancelled);
                answers.Add(response.StatusCode);
            }

            Assert.All(answers, answer => Assert.Contains(answer, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests }));
            Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        }
    }

    private IEnumerable<Operation> Guarded => _operations.Where(operation => operation.Permission is not null);

    /// <summary>The operations that answered something else; an open one may answer anything but a fault.</summary>
    private async Task<List<string>> BreachesAsync(string? authorization, HttpStatusCode expected)
    {
        using var client = new HttpClient(s_handler.Value, disposeHandler: false) { BaseAddress = Host.Address };
        if (authorization is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        var breaches = new List<string>();
        foreach (var operation in _operations)
        {
            using var request = operation.Request();
            using var response = await client.SendAsync(request, Cancelled);
            if (operation.IsOpen ? (int)response.StatusCode >= 500 : response.StatusCode != expected)
            {
                breaches.Add($"{operation} answered {(int)response.StatusCode}");
            }
        }

        return breaches;
    }

    private static async Task AnswersAsync(HttpClient client, Operation operation, HttpStatusCode expected, string? named = null)
    {
        using var request = operation.Request();
        using var response = await client.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.StatusCode == expected, $"{operation} answered {(int)response.StatusCode}, expected {(int)expected}: {text}");
        if (named is not null)
        {
            Assert.Contains(named, text, StringComparison.Ordinal);
        }
    }

    private async Task<HttpStatusCode> ConnectAsync(string address, string? authorization)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (authorization is not null)
        {
            socket.Options.SetRequestHeader("Authorization", authorization);
        }

        try
        {
            await socket.ConnectAsync(new Uri($"ws://{Host.Address.Authority}{address}"), Cancelled);
        }
        catch (WebSocketException)
        {
            Assert.NotEqual(WebSocketState.Open, socket.State);
        }

        return socket.HttpStatusCode;
    }

    private async Task<JsonNode> SignInAsync() => await Host.SendAsync(
        HttpMethod.Post, "/api/v1/auth/token", $$"""{"name":"victim","password":"{{FakeAccess.Password}}"}""");

    private async Task<JsonNode?> RefreshAsync(string token, HttpStatusCode expected)
    {
        using var response = await Host.RawAsync(HttpMethod.Post, "/api/v1/auth/refresh", $$"""{"refresh_token":"{{token}}"}""");
        Assert.Equal(expected, response.StatusCode);
        return expected == HttpStatusCode.OK ? JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled)) : null;
    }

    /// <summary>Everything that an attack could have changed.</summary>
    private async Task<string> StateAsync()
    {
        var access = await Host.Directory().GetChangesAsync(default, Cancelled);
        return $"{string.Join(';', Model.Commands)} {Model.Refreshes} refreshes, {Host.Log.Head} events, access {access.Version}, "
            + $"versions {string.Join(',', Model.Projects.Values.Select(topology => topology.Version))}, files {string.Join(',', Model.Files.Keys)}, workflows {Host.Workflows.State}";
    }

    private static string Shape(string path) => string.Join('/', path.Trim('/').Split('/').Select(part => part.StartsWith('{') ? "*" : part));

    private static bool Covers(string documented, string attacked)
    {
        var (wanted, known) = (documented.Split('/', ' '), attacked.Split('/', ' '));
        return wanted.Length == known.Length && wanted.Zip(known).All(pair => pair.First == "*" || pair.First == pair.Second);
    }
}
