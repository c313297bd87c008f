using System.Net;

namespace Nms.Gns3;

/// <summary>
/// "GNS3 did not do what it was asked". The only exception the calls of this library throw, besides
/// <see cref="OperationCanceledException"/> when the caller's own token is cancelled.
/// </summary>
public sealed class Gns3ApiException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">What went wrong, for programs.</param>
    /// <param name="message">What went wrong, for people; GNS3's own message when it gave one.</param>
    /// <param name="inner">The cause on the wire, for the log.</param>
    public Gns3ApiException(Gns3FailureKind kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    /// <summary>What went wrong, for programs.</summary>
    public Gns3FailureKind Kind { get; }

    /// <summary>The HTTP status, when the server answered.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>GNS3's own words, when it gave any; also the text of <see cref="Exception.Message"/> then.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>How long to wait before asking again, when that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Method and path of the call, without host and credentials.</summary>
    public string? Request { get; init; }

    /// <summary>True when the same call may succeed later although nothing was changed.</summary>
    public bool IsTransient => Kind
        is Gns3FailureKind.Unreachable
        or Gns3FailureKind.CircuitOpen
        or Gns3FailureKind.TimedOut
        or Gns3FailureKind.Overloaded;
}
