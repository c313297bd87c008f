namespace Nms.Api.Tests.Pages;

public sealed class LandingPageTests : ApiTest
{
    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/app.js", "text/javascript")]
    [InlineData("/session.js", "text/javascript")]
    [InlineData("/app.css", "text/css")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    public async Task The_page_and_its_files_are_served_with_a_policy_that_keeps_scripts_out(string path, string type)
    {
        using var response = await Host.Http.GetAsync(path, Cancelled);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("script-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
