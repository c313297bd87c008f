using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Access;

/// <summary>A test in which people sign in.</summary>
public abstract class AccessTest : ApiTest
{
    protected const string Me = "/api/v1/auth/me";

    protected static AuthenticationHeaderValue Administrator => Basic(FakeAccess.Administrator, FakeAccess.Password);

    protected static AuthenticationHeaderValue Basic(string name, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));

    protected static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    protected Task<JsonNode> SignInAsync(string name = FakeAccess.Administrator, string password = FakeAccess.Password, int status = 200) =>
        CallAsync(HttpMethod.Post, "/api/v1/auth/token", new { name, password }, null, status);

    protected async Task<AuthenticationHeaderValue> TokenAsync(string name = FakeAccess.Administrator, string password = FakeAccess.Password) =>
        Bearer(Text(await SignInAsync(name, password), "access_token"));

    /// <summary>A user with these roles, made by the administrator; returns his id.</summary>
    protected async Task<Guid> AddUserAsync(string name, string password, params object[] roles)
    {
        var user = await CallAsync(HttpMethod.Post, "/api/v1/users", new { name, password, roles }, Administrator, 201);
        return user["user_id"]!.GetValue<Guid>();
    }

    protected async Task<JsonNode> CallAsync(
        HttpMethod method, string path, object? body = null, AuthenticationHeaderValue? authorization = null, int status = 200)
    {
        using var response = await SendAsync(method, path, body, authorization);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True((int)response.StatusCode == status, $"{method} {path} answered {(int)response.StatusCode}, expected {status}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    protected async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body = null, AuthenticationHeaderValue? authorization = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = authorization;
        return await Host.Anonymous.SendAsync(request, Cancelled);
    }

    protected static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
