using System.Net;
using Nms.Gns3;

namespace Nms.Grains.Tests.Gns3;

/// <summary>What becomes of GNS3's failures.</summary>
public sealed class Gns3FailuresTests
{
    [Theory]
    [InlineData(Gns3FailureKind.NotFound, typeof(NotFoundException), "node_not_found")]
    [InlineData(Gns3FailureKind.TimedOut, typeof(Gns3TimeoutException), "gns3_timeout")]
    [InlineData(Gns3FailureKind.Unreachable, typeof(Gns3UnavailableException), "gns3_unreachable")]
    [InlineData(Gns3FailureKind.CircuitOpen, typeof(Gns3UnavailableException), "gns3_circuit_open")]
    [InlineData(Gns3FailureKind.Overloaded, typeof(Gns3UnavailableException), "gns3_overloaded")]
    [InlineData(Gns3FailureKind.Conflict, typeof(Gns3RefusedException), "gns3_refused")]
    [InlineData(Gns3FailureKind.BadRequest, typeof(Gns3RefusedException), "gns3_refused")]
    [InlineData(Gns3FailureKind.Unauthorized, typeof(Gns3RefusedException), "gns3_unauthorized")]
    [InlineData(Gns3FailureKind.Malformed, typeof(Gns3RefusedException), "gns3_bad_answer")]
    public void Each_kind_of_failure_is_one_exception_with_a_code(Gns3FailureKind kind, Type type, string code)
    {
        var translated = Gns3Failures.Translate(new Gns3ApiException(kind, "GNS3 said so"), "lab", "node_not_found");

        Assert.IsType(type, translated);
        Assert.Equal(code, translated.Code);
    }

    [Fact]
    public void The_words_of_the_server_and_its_status_are_kept()
    {
        var failure = new Gns3ApiException(Gns3FailureKind.Conflict, "Could not find Dynamips") { Status = HttpStatusCode.Conflict };

        var translated = Assert.IsType<Gns3RefusedException>(Gns3Failures.Translate(failure, "lab", "node_not_found"));

        Assert.Equal(("Could not find Dynamips", 409), (translated.Message, translated.Gns3Status));
    }

    [Fact]
    public void A_closed_project_is_a_conflict_with_the_remedy()
    {
        var failure = new Gns3ApiException(Gns3FailureKind.Refused, "The project is not opened") { Status = HttpStatusCode.Forbidden };

        var translated = Assert.IsType<ConflictException>(Gns3Failures.Translate(failure, "lab", "node_not_found"));

        Assert.Equal("project_closed", translated.Code);
        Assert.Contains("open it first", translated.Message, StringComparison.Ordinal);
    }
}
