using System.Net;
using System.Net.Sockets;
using Nms.Probes;
using Nms.Testing.Servers;

namespace Nms.Protocols.Probes.Tests.Icmp;

/// <summary>
/// Answers echo requests at 10.3.0.2 in the place of the system, which is told to keep silent: as a script says, also with what no honest
/// host would say.
/// </summary>
internal sealed class EchoResponder : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly Socket _stranger;
    private readonly Task _answering;
    private readonly Func<Request, IEnumerable<Answer>> _script;

    private EchoResponder(Func<Request, IEnumerable<Answer>> script)
    {
        _script = script;
        _socket = Open("there");
        _socket.Bind(new IPEndPoint(NetworkLab.There, 0));
        _stranger = Open("second");
        _answering = Task.Factory.StartNew(Answering, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public static async Task<EchoResponder> StartAsync(Func<Request, IEnumerable<Answer>> script)
    {
        await NetworkLab.RunAsync("there", "sh", "-c", "echo 1 > /proc/sys/net/ipv4/icmp_echo_ignore_all");
        return new EchoResponder(script);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _stranger.Dispose();
        await _answering;
        await NetworkLab.RunAsync("there", "sh", "-c", "echo 0 > /proc/sys/net/ipv4/icmp_echo_ignore_all");
    }

    private static Socket Open(string host) =>
        NetworkNamespace.Open(NetworkLab.Namespace(host), () => new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp));

    private void Answering()
    {
        var buffer = new byte[2048];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        var number = 0;
        try
        {
            while (true)
            {
                var length = _socket.ReceiveFrom(buffer, ref from);
                if (length < 28 || buffer[20] != 8)
                {
                    continue;
                }

                var request = new Request(++number, (ushort)((buffer[24] << 8) | buffer[25]), (ushort)((buffer[26] << 8) | buffer[27]), buffer[28..length]);
                foreach (var answer in _script(request))
                {
                    (answer.FromStranger ? _stranger : _socket).SendTo(answer.Message, from);
                }
            }
        }
        catch (SocketException)
        {
            // Closed while it waited: the test is over.
        }
        catch (ObjectDisposedException)
        {
            // Closed before it waited.
        }
    }

    internal sealed record Request(int Number, ushort Identifier, ushort Sequence, byte[] Payload)
    {
        public Answer Right => new(IcmpMessages.Echo(0, Identifier, Sequence, Payload));
    }

    internal sealed record Answer(byte[] Message, bool FromStranger = false);
}
