using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.Limits;

namespace Nms.Api.Events;

/// <summary>Lets those in who want to stay and follow events, as many as the limits allow, whichever way they follow.</summary>
internal sealed class EventAdmission(EventGateway gateway, SocketSeats seats, IOptions<EventGatewayOptions> options)
{
    /// <summary>Takes a place until the answer is disposed; null when the caller has been told that he has too many.</summary>
    /// <exception cref="NmsException">This silo is full, or does not follow the feed yet.</exception>
    public async Task<IDisposable?> EnterAsync(HttpContext context)
    {
        var limits = options.Value;
        if (gateway.Connections >= limits.MaxConnections)
        {
            throw new NmsException("too_many_connections", $"This silo serves {limits.MaxConnections} WebSocket clients already.") { IsTransient = true };
        }

        if (!gateway.Ready.IsCompleted)
        {
            throw new NmsException("feed_not_ready", "The event log cannot be read yet; try again.") { IsTransient = true };
        }

        var ofAddress = await seats.TakeAsync($"address {CallerAddress.Of(context)}", limits.MaxConnectionsPerAddress, context.RequestAborted);
        IDisposable? ofPrincipal = null;
        try
        {
            ofPrincipal = context.CallerOrNull() is { } caller && ofAddress is not null
                ? await seats.TakeAsync(caller.Id, limits.MaxConnectionsPerPrincipal, context.RequestAborted)
                : ofAddress;
        }
        finally
        {
            if (ofPrincipal is null)
            {
                ofAddress?.Dispose();
            }
        }

        if (ofAddress is not null && ofPrincipal is not null)
        {
            return new Place(ofAddress, ofPrincipal);
        }

        var (whose, most) = ofAddress is null ? ("address", limits.MaxConnectionsPerAddress) : ("principal", limits.MaxConnectionsPerPrincipal);
        await Problem.WriteAsync(context, new ErrorAnswer(
            StatusCodes.Status429TooManyRequests, "too_many_own_connections", $"This {whose} has {most} connections open already; close one first."));
        return null;
    }

    private sealed class Place(IDisposable one, IDisposable other) : IDisposable
    {
        public void Dispose()
        {
            one.Dispose();
            other.Dispose();
        }
    }
}
