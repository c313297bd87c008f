using Microsoft.AspNetCore.Http;

namespace Nms.Api.Errors;

/// <summary>Which HTTP status and code an exception becomes. Pure.</summary>
internal static class ErrorMapping
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);

    public static ErrorAnswer ToAnswer(Exception exception) => exception switch
    {
        ValidationException e => Of(StatusCodes.Status400BadRequest, e) with { Details = e.Details },
        UnauthenticatedException e => Of(StatusCodes.Status401Unauthorized, e),
        ThrottledException e => Of(StatusCodes.Status429TooManyRequests, e),
        NotFoundException e => Of(StatusCodes.Status404NotFound, e),
        ConflictException e => Of(StatusCodes.Status409Conflict, e),
        ForbiddenException e => Of(StatusCodes.Status403Forbidden, e),
        NmsTimeoutException e => Of(StatusCodes.Status504GatewayTimeout, e),
        Gns3TimeoutException e => Of(StatusCodes.Status504GatewayTimeout, e),
        Gns3UnavailableException { RetryAfter: not null } e => Of(StatusCodes.Status503ServiceUnavailable, e),
        Gns3UnavailableException e => Of(StatusCodes.Status502BadGateway, e) with { RetryAfter = s_soon },
        Gns3RefusedException e => Of(OfRefusal(e.Gns3Status), e),
        ConsoleUnavailableException e => Of(StatusCodes.Status502BadGateway, e),
        StorageException e => Of(StatusCodes.Status503ServiceUnavailable, e) with { RetryAfter = e.RetryAfter ?? s_soon },
        NmsException { IsTransient: true } e => Of(StatusCodes.Status503ServiceUnavailable, e) with { RetryAfter = e.RetryAfter ?? s_soon },
        NmsException e => Of(StatusCodes.Status500InternalServerError, e),
        TimeoutException => new ErrorAnswer(
            StatusCodes.Status504GatewayTimeout, "hub_timeout", "The hub did not answer in time; what was asked may still happen."),
        _ when IsOfRestart(exception) => new ErrorAnswer(
            StatusCodes.Status503ServiceUnavailable, "hub_unavailable", "A part of the hub is restarting; try again.")
        { RetryAfter = s_soon },
        _ => new ErrorAnswer(
            StatusCodes.Status500InternalServerError, "internal_error", "The hub failed to do this; the trace id finds the reason in its log."),
    };

    /// <summary>True when a silo went away and its grains are about to live on another one: the same call soon succeeds.</summary>
    public static bool IsOfRestart(Exception exception) => exception is SiloUnavailableException or OrleansMessageRejectionException;

    // GNS3 answers 403 for "The project is not opened", which is a matter of state and not of permission.
    private static int OfRefusal(int gns3Status) => gns3Status switch
    {
        StatusCodes.Status400BadRequest => StatusCodes.Status400BadRequest,
        StatusCodes.Status403Forbidden or StatusCodes.Status409Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status502BadGateway,
    };

    private static ErrorAnswer Of(int status, NmsException exception) =>
        new(status, exception.Code, exception.Message) { RetryAfter = exception.RetryAfter };
}
