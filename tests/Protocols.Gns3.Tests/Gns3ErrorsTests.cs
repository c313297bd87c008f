using System.Net;
using System.Text;
using System.Text.Json;
using Nms.Gns3;
using Nms.Protocols.Gns3.Tests.Recordings;

namespace Nms.Protocols.Gns3.Tests;

public sealed class Gns3ErrorsTests
{
    public static TheoryData<int, string> RecordedRefusals()
        => [.. Recording.Exchanges.Where(exchange => exchange.Status >= 400).Select(exchange => (exchange.Status, exchange.Response!))];

    [Theory, MemberData(nameof(RecordedRefusals))]
    public void The_message_of_every_recorded_refusal_is_kept(int status, string body)
    {
        var failure = Gns3Errors.FromAnswer((HttpStatusCode)status, Encoding.UTF8.GetBytes(body), null, "GET /v2/x");

        Assert.Equal(JsonElement.Parse(body).GetProperty("message").GetString(), failure.Message);
        Assert.Equal(failure.Message, failure.ServerMessage);
    }

    [Theory]
    [InlineData(400, Gns3FailureKind.BadRequest)]
    [InlineData(401, Gns3FailureKind.Unauthorized)]
    [InlineData(403, Gns3FailureKind.Refused)]
    [InlineData(404, Gns3FailureKind.NotFound)]
    [InlineData(408, Gns3FailureKind.TimedOut)]
    [InlineData(409, Gns3FailureKind.Conflict)]
    [InlineData(429, Gns3FailureKind.Overloaded)]
    [InlineData(301, Gns3FailureKind.Refused)]
    [InlineData(500, Gns3FailureKind.Refused)]
    [InlineData(502, Gns3FailureKind.Unreachable)]
    [InlineData(503, Gns3FailureKind.Overloaded)]
    [InlineData(504, Gns3FailureKind.TimedOut)]
    public void Each_status_has_its_kind(int status, Gns3FailureKind kind)
        => Assert.Equal(kind, Gns3Errors.KindOf((HttpStatusCode)status));

    [Theory]
    [InlineData("")]
    [InlineData("404: Not Found")]
    [InlineData("<html><body>Bad gateway</body></html>")]
    [InlineData("[]")]
    [InlineData("{\"message\": 5}")]
    [InlineData("{\"message\": \"\"}")]
    [InlineData("{\"message\": \"\\ud800\"}")]
    [InlineData("{\"message\"")]
    public void A_body_without_a_message_leaves_a_sentence_of_our_own(string body)
    {
        var failure = Gns3Errors.FromAnswer(HttpStatusCode.BadGateway, Encoding.UTF8.GetBytes(body), null, "GET /v2/x");

        Assert.Equal("GNS3 answered 502 to GET /v2/x.", failure.Message);
        Assert.Null(failure.ServerMessage);
    }

    [Fact]
    public void A_traceback_is_cut_short()
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { message = new string('x', 100_000), status = 500 });

        var failure = Gns3Errors.FromAnswer(HttpStatusCode.InternalServerError, body, null, "GET /v2/x");

        Assert.Equal(4097, failure.Message.Length);
    }

    [Theory]
    [InlineData(Gns3FailureKind.Unreachable, true)]
    [InlineData(Gns3FailureKind.CircuitOpen, true)]
    [InlineData(Gns3FailureKind.TimedOut, true)]
    [InlineData(Gns3FailureKind.Overloaded, true)]
    [InlineData(Gns3FailureKind.Conflict, false)]
    [InlineData(Gns3FailureKind.NotFound, false)]
    [InlineData(Gns3FailureKind.Malformed, false)]
    public void Only_what_may_pass_by_itself_is_transient(Gns3FailureKind kind, bool isTransient)
        => Assert.Equal(isTransient, new Gns3ApiException(kind, "").IsTransient);
}
