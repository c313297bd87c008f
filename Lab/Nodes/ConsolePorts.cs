using System.Net;
using System.Net.Sockets;
using Nms.Lab.Wire;

namespace Nms.Lab.Nodes;

/// <summary>Gives each node a console port of its own, whether or not the node is started.</summary>
internal sealed class ConsolePorts(LabOptions options)
{
    private const int Last = 10_000;

    private readonly HashSet<int> _taken = [];
    private int _next = options.ConsolePortFrom;

    /// <summary>The lowest free port of the range, or one of the operating system's choice.</summary>
    public int Take()
    {
        if (options.ConsolePortFrom == 0)
        {
            while (true)
            {
                var chosen = Probe(0);
                if (chosen is { } port && _taken.Add(port)) return port;
            }
        }

        for (var tries = 0; tries <= Last - options.ConsolePortFrom; tries++)
        {
            var port = _next;
            _next = _next >= Last ? options.ConsolePortFrom : _next + 1;
            if (_taken.Contains(port) || Probe(port) is null) continue;
            _taken.Add(port);
            return port;
        }

        throw LabRefusalException.Conflict($"Could not find a free port between {options.ConsolePortFrom} and {Last} on host {options.Host}");
    }

    /// <summary>Takes the port that somebody asked for, or another one when it is taken.</summary>
    public int Take(int wanted) => _taken.Add(wanted) ? wanted : Take();

    /// <summary>Keeps the port that a saved node had.</summary>
    public void Keep(int? port)
    {
        if (port is { } number) _taken.Add(number);
    }

    public void Release(int? port)
    {
        if (port is { } number) _taken.Remove(number);
    }

    public IEnumerable<int> Taken => _taken.Order();

    private int? Probe(int port)
    {
        using var listener = new TcpListener(options.Address, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return null;
        }
    }
}
