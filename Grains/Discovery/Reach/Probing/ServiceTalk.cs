using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Nms.Discovery.Reach.Probing;

/// <summary>
/// Hears what a service says first, and asks web servers for their front page: one question, no credentials. Whatever it says and however
/// slowly, no more than so many bytes and so much time.
/// </summary>
internal sealed class ServiceTalk(HostProbeOptions options, TimeProvider time)
{
    // A prompt has no end of line: it is over when nothing more comes.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Talks over a connection that stands.</summary>
    /// <exception cref="OperationCanceledException">It was called off; the time of its own is no exception.</exception>
    public async Task<(ServiceFinding? Service, string? Reason)> TalkAsync(Socket socket, int port, IPAddress address, CancellationToken cancellationToken)
    {
        using var own = new CancellationTokenSource(options.ServiceTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(own.Token, cancellationToken);
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await using var secure = ServiceCustoms.IsTls(port) ? new SslStream(stream, leaveInnerStreamOpen: true) : null;
        var (tls, names) = ((TlsFinding?)null, ImmutableArray<string>.Empty);
        var heard = new Heard(options.ServiceBytes);
        string? reason = null;
        try
        {
            if (secure is not null)
            {
                await secure.AuthenticateAsClientAsync(Customs(), either.Token);
                if (secure.RemoteCertificate is X509Certificate2 certificate)
                {
                    (tls, names) = CertificateReading.Read(secure.SslProtocol.ToString(), certificate);
                }
            }

            await HearAsync((Stream?)secure ?? stream, heard, port, address, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            reason = "It said nothing in time.";
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            reason = "It broke the connection off.";
        }
        catch (Exception e) when (e is AuthenticationException or CryptographicException)
        {
            reason = "It speaks no TLS that this host speaks.";
        }

        var service = ServiceRecognition.Recognize(port, heard.Bytes, heard.IsTelnet, tls, names);
        return (service, service is null ? reason ?? "It said nothing." : null);
    }

    private async Task HearAsync(Stream voice, Heard heard, int port, IPAddress address, CancellationToken cancellationToken)
    {
        var asked = ServiceCustoms.IsWeb(port);
        if (asked)
        {
            await AskForPageAsync(voice, address, cancellationToken);
        }

        while (!heard.IsFull)
        {
            var isListening = heard.Length == 0 && !asked && ServiceCustoms.MayBeWeb(port);
            var read = await heard.ReadAsync(voice, heard.Length > 0 || isListening ? s_pause : Timeout.InfiniteTimeSpan, time, cancellationToken);
            if (read is null && isListening)
            {
                // Nobody knows what is usual there, and who says nothing may wait to be asked.
                asked = true;
                await AskForPageAsync(voice, address, cancellationToken);
                continue;
            }

            if (read is null or 0)
            {
                return;
            }

            if (heard.TakeReplies() is { Length: > 0 } replies)
            {
                await voice.WriteAsync(replies, cancellationToken);
            }

            if (!asked && !heard.IsTelnet && heard.EndsLine && ServiceRecognition.Recognize(port, heard.Bytes, false, null, [])?.Name is not null)
            {
                return;
            }
        }
    }

    private static async Task AskForPageAsync(Stream voice, IPAddress address, CancellationToken cancellationToken)
    {
        var host = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        await voice.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.0\r\nHost: {host}\r\nUser-Agent: NMS discovery\r\nAccept: text/html\r\nConnection: close\r\n\r\n"), cancellationToken);
    }

    [SuppressMessage("Security", "CA5359", Justification = "The certificate is what is looked for; nothing secret is sent and nothing received is trusted.")]
    private static SslClientAuthenticationOptions Customs() => new()
    {
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
        // A certificate may name addresses from which the system would fetch others.
        CertificateChainPolicy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        },
    };
}
