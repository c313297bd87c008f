using System.Net;
using System.Net.Sockets;
using Nms.Snmp;

namespace Nms.Protocols.Snmp.Tests.Client;

/// <summary>An agent of SNMPv1 and SNMPv2c that misbehaves as a test wants it to.</summary>
internal sealed class ScriptedAgent : IAsyncDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<ScriptedAgent, CommunityMessage, IPEndPoint, Task> _answer;
    private readonly Task _running;
    private int _asked;

    private ScriptedAgent(Func<ScriptedAgent, CommunityMessage, IPEndPoint, Task> answer)
    {
        _answer = answer;
        _running = RunAsync();
    }

    public int Asked => Volatile.Read(ref _asked);

    public SnmpTarget Target => new((IPEndPoint)_socket.Client.LocalEndPoint!, SnmpCredential.Community("public"));

    public static ScriptedAgent Start(Func<ScriptedAgent, CommunityMessage, IPEndPoint, Task> answer) => new(answer);

    /// <summary>An agent that answers each request with one message.</summary>
    public static ScriptedAgent Start(Func<CommunityMessage, CommunityMessage?> answer)
        => new(async (agent, request, from) =>
        {
            if (answer(request) is { } message)
            {
                await agent.SendAsync(message.Encode(), from);
            }
        });

    public static CommunityMessage Answer(CommunityMessage request, params VarBind[] varBinds)
        => request with { Pdu = request.Pdu with { Type = PduType.Response, ErrorStatus = SnmpErrorStatus.NoError, ErrorIndex = 0, VarBinds = varBinds } };

    public static CommunityMessage Refuse(CommunityMessage request, SnmpErrorStatus status, int index = 0)
        => request with { Pdu = request.Pdu with { Type = PduType.Response, ErrorStatus = status, ErrorIndex = index } };

    public async Task SendAsync(byte[] datagram, IPEndPoint to) => await _socket.SendAsync(datagram, to, _stopping.Token);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _socket.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var received = await _socket.ReceiveAsync(_stopping.Token);
            Interlocked.Increment(ref _asked);
            await _answer(this, CommunityMessage.Decode(received.Buffer), received.RemoteEndPoint);
        }
    }
}
