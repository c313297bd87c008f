using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Nms.Lab.Tests;

/// <summary>Speaks plain HTTP to a Lab, as any client of GNS3 does.</summary>
internal sealed class LabClient(Uri url) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(20) };

    public HttpClient Http => _http;

    public async Task<(int Status, JsonNode? Body)> SendAsync(string method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        return ((int)response.StatusCode, isJson && text.Length > 0 ? JsonNode.Parse(text) : null);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        var (status, body) = await SendAsync("GET", path);
        Assert.Equal(200, status);
        return body!;
    }

    public async Task<JsonNode> PostAsync(string path, JsonNode? body = null)
    {
        var (status, answer) = await SendAsync("POST", path, body);
        Assert.True(status is 200 or 201, $"POST {path} answered {status}: {answer}");
        return answer!;
    }

    public async Task<NotificationReader> ListenAsync(string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{_http.BaseAddress!.Authority}{path}"), TestContext.Current.CancellationToken);
        var reader = new NotificationReader(socket);
        Assert.Equal("ping", (await reader.NextAsync()).Action);
        return reader;
    }

    public void Dispose() => _http.Dispose();
}
