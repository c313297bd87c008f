using System.Text.Json.Nodes;

namespace Nms.Api.Tests.Access;

/// <summary>Nothing that a browser adds to a request by itself lets anybody in.</summary>
public sealed class BrowserTests : AccessTest
{
    [Fact]
    public async Task The_index_hands_out_the_token_that_existing_clients_fetch_first()
    {
        using var response = await Host.Anonymous.GetAsync("/api/", Cancelled);

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        var token = Assert.Single(response.Headers.GetValues("X-CSRFToken"));
        Assert.StartsWith($"csrftoken={token};", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_token_is_also_in_a_body_under_its_old_name_and_stays_the_same()
    {
        var first = await Host.GetAsync("/api/gns3/csrf/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/gns3/csrf");
        request.Headers.Add("Cookie", $"csrftoken={Text(first, "csrfToken")}");

        using var response = await Host.Anonymous.SendAsync(request, Cancelled);

        Assert.Equal(Text(first, "csrfToken"), Text(JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!, "csrfToken"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Basic_works_with_the_token_and_without(bool withToken)
    {
        var token = Text(await Host.GetAsync("/api/gns3/csrf/"), "csrfToken");
        using var request = new HttpRequestMessage(HttpMethod.Get, Me);
        request.Headers.Authorization = Administrator;
        if (withToken)
        {
            request.Headers.Add("X-CSRFToken", token);
            request.Headers.Add("Cookie", $"csrftoken={token}");
        }

        using var response = await Host.Anonymous.SendAsync(request, Cancelled);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_token_alone_lets_nobody_in()
    {
        var token = Text(await Host.GetAsync("/api/gns3/csrf/"), "csrfToken");
        using var request = new HttpRequestMessage(HttpMethod.Get, Me);
        request.Headers.Add("X-CSRFToken", token);
        request.Headers.Add("Cookie", $"csrftoken={token}");

        using var response = await Host.Anonymous.SendAsync(request, Cancelled);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task Basic_credentials_that_a_page_of_another_host_brings_are_refused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Me);
        request.Headers.Authorization = Administrator;
        request.Headers.Add(header, value);

        using var response = await Host.Anonymous.SendAsync(request, Cancelled);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36")]
    [InlineData("Accept", "text/html,application/xhtml+xml")]
    [InlineData("Sec-Fetch-Mode", "navigate")]
    public async Task A_browser_is_never_made_to_ask_for_Basic_credentials(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Me);
        request.Headers.Add(header, value);

        using var response = await Host.Anonymous.SendAsync(request, Cancelled);

        Assert.Equal(["Bearer"], response.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme));
    }
}
