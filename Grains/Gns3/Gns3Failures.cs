namespace Nms.Gns3;

/// <summary>The one place where what went wrong with GNS3 becomes an answer of ours. GNS3's own words are kept.</summary>
internal static class Gns3Failures
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Translates a failure.</summary>
    /// <param name="failure">What the client threw.</param>
    /// <param name="server">Configured name of the server.</param>
    /// <param name="missing">Code of the thing that a 404 means, such as node_not_found.</param>
    public static NmsException Translate(Gns3ApiException failure, string server, string missing) => failure.Kind switch
    {
        Gns3FailureKind.NotFound => new NotFoundException(missing, failure.Message),
        Gns3FailureKind.TimedOut => new Gns3TimeoutException("gns3_timeout", $"GNS3 server {server} did not answer in time: {failure.Message}")
        {
            IsTransient = true,
        },
        Gns3FailureKind.Unreachable => Unavailable("gns3_unreachable", $"GNS3 server {server} cannot be reached: {failure.Message}", failure),
        Gns3FailureKind.CircuitOpen => Unavailable("gns3_circuit_open", $"GNS3 server {server} failed repeatedly and is left in peace: {failure.Message}", failure),
        Gns3FailureKind.Overloaded => Unavailable("gns3_overloaded", $"Too many requests wait for GNS3 server {server}: {failure.Message}", failure),
        Gns3FailureKind.Malformed or Gns3FailureKind.TooLarge =>
            new Gns3RefusedException("gns3_bad_answer", $"GNS3 server {server} answered something unusable: {failure.Message}") { Gns3Status = StatusOf(failure) },
        Gns3FailureKind.Unauthorized =>
            new Gns3RefusedException("gns3_unauthorized", $"GNS3 server {server} refused the user or password; set Gns3:Servers:{server}:User and Password.") { Gns3Status = StatusOf(failure) },
        Gns3FailureKind.Refused when failure.Message.Contains("not opened", StringComparison.OrdinalIgnoreCase) =>
            new ConflictException("project_closed", $"{failure.Message}; open it first."),
        _ => new Gns3RefusedException("gns3_refused", failure.Message) { Gns3Status = StatusOf(failure) },
    };

    /// <summary>Makes a call and translates its failure.</summary>
    public static async Task<T> CallAsync<T>(string server, string missing, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Gns3ApiException failure)
        {
            throw Translate(failure, server, missing);
        }
    }

    /// <summary>Makes a call and translates its failure.</summary>
    public static async Task CallAsync(string server, string missing, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Gns3ApiException failure)
        {
            throw Translate(failure, server, missing);
        }
    }

    private static Gns3UnavailableException Unavailable(string code, string message, Gns3ApiException failure) =>
        new(code, message) { IsTransient = true, RetryAfter = failure.RetryAfter ?? DefaultRetryAfter };

    private static int StatusOf(Gns3ApiException failure) => (int)(failure.Status ?? 0);
}
