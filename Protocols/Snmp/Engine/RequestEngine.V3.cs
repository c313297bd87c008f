using System.Net;
using Nms.Snmp.Codec;
using Nms.Snmp.Security;

namespace Nms.Snmp.Engine;

/// <summary>Answers and reports of SNMPv3 (RFC 3412 §7.2, RFC 3414 §3.2).</summary>
internal sealed partial class RequestEngine
{
    private void OnV3Received(byte[] datagram, SocketAddress from)
    {
        var head = V3Codec.ReadHead(datagram, out var error);
        if (error.Exists)
        {
            Interlocked.Increment(ref _malformed);
            return;
        }

        if (Expected(head.MessageId, SnmpVersion.V3, from) is not { } request)
        {
            return;
        }

        var authority = request.State.Engine;
        var user = (UserCredential)request.Target.Credential;
        var keys = authority is not null && authority.Id.AsSpan().SequenceEqual(datagram.AsSpan(head.EngineId))
            ? request.State.KeysFor(user.UsmUser, authority) : UsmKeys.None;
        if (Open(datagram, head, keys, authority, out var scoped) is { } flaw)
        {
            Refuse(request, flaw);
            return;
        }

        var reader = scoped.Reader;
        var pdu = PduCodec.ReadHead(ref reader);
        if (reader.Failed)
        {
            Refuse(request, SnmpFormatErrorKind.UnexpectedPdu);
        }
        else if (pdu.Type == PduType.Report)
        {
            OnReport(request, head, datagram, pdu, scoped.Bytes);
        }
        else if (pdu.Type == PduType.Response && pdu.RequestId == request.Id && authority is not null && head.Level == keys.Level
            && datagram.AsSpan(head.UserName).SequenceEqual(user.UsmUser.NameBytes))
        {
            Answer(request, pdu, scoped.Bytes, datagram.Length);
        }
        else
        {
            // An answer less protected than the question is not one (RFC 3412 §7.2.12).
            Refuse(request, SnmpFormatErrorKind.BadSecurityParameters);
        }
    }

    /// <summary>Checks signature and time, and decrypts.</summary>
    private static SnmpFormatErrorKind? Open(byte[] datagram, V3Head head, UsmKeys keys, RemoteEngine? authority, out ScopedPdu scoped)
    {
        scoped = default;
        SnmpFormatError error;
        if (head.Level == SecurityLevel.NoAuthNoPriv)
        {
            scoped = V3Codec.ReadScoped(datagram, head.Scoped.Start.Value, head.Scoped.End.Value, false, out error);
            return error.Exists ? error.Kind : null;
        }

        if (head.Level > keys.Level || !keys.Verify(datagram, head.Mac) || !authority!.Accept(head.Boots, head.Time))
        {
            return SnmpFormatErrorKind.BadSecurityParameters;
        }

        if (head.Level == SecurityLevel.AuthNoPriv)
        {
            scoped = V3Codec.ReadScoped(datagram, head.Scoped.Start.Value, head.Scoped.End.Value, false, out error);
            return error.Exists ? error.Kind : null;
        }

        if (keys.Decrypt(datagram.AsSpan(head.Scoped), (uint)head.Boots, (uint)head.Time, datagram.AsSpan(head.Salt)) is not { } plain)
        {
            return SnmpFormatErrorKind.BadSecurityParameters;
        }

        scoped = V3Codec.ReadScoped(plain, 0, plain.Length, true, out error);
        return error.Exists ? error.Kind : null;
    }

    private void OnReport(PendingRequest request, V3Head head, byte[] datagram, PduHead pdu, byte[] bytes)
    {
        var reader = new BerReader(bytes, pdu.VarBindsStart, pdu.VarBindsEnd);
        var varBinds = PduCodec.ReadVarBinds(bytes, ref reader);
        if (reader.Failed || varBinds.Length == 0)
        {
            Refuse(request, SnmpFormatErrorKind.UnexpectedPdu);
            return;
        }

        var counter = varBinds[0].Oid;
        if (counter == UsmReport.UnknownEngineIds && datagram.AsSpan(head.EngineId) is { Length: >= 5 } id)
        {
            if (request.SentTo is { } asked && id.SequenceEqual(asked.Id))
            {
                // It knows itself by the name it was asked by: the report of the discovery, once more.
                Interlocked.Increment(ref _unexpected);
                return;
            }

            var learned = new RemoteEngine(id.ToArray(), _time);
            learned.Synchronize(head.Boots, head.Time);
            request.State.Learn(learned);
            Repeat(request);
        }
        else if (counter == UsmReport.NotInTimeWindows)
        {
            // Signed, as RFC 3414 §3.2 7a asks, it was believed when it was opened; a forged one must not set the clock back.
            if (head.Level == SecurityLevel.NoAuthNoPriv || request.State.Engine is not { } authority)
            {
                Refuse(request, SnmpFormatErrorKind.BadSecurityParameters);
                return;
            }

            authority.Synchronize(head.Boots, head.Time);
            Repeat(request);
        }
        else if (OutcomeOf(counter) is { } outcome)
        {
            Complete(request, new SnmpResult(outcome, varBinds) { Attempts = request.Attempts, RoundTrip = _time.GetElapsedTime(request.SentAt) });
        }
        else
        {
            Refuse(request, SnmpFormatErrorKind.UnexpectedPdu);
        }
    }

    /// <summary>Sends again what a report was the answer to. Off the receiving thread: new keys may have to be derived.</summary>
    private void Repeat(PendingRequest request)
    {
        if (!request.TryBeginRepeat())
        {
            return;
        }

        if (++request.Reports > MostReports)
        {
            Complete(request, new SnmpResult(SnmpOutcome.NotInTimeWindow) { Attempts = request.Attempts });
            return;
        }

        _wheel.Cancel(request);
        ThreadPool.UnsafeQueueUserWorkItem(
            static state =>
            {
                state.Request.EndRepeat();
                if (!state.Request.IsCompleted)
                {
                    state.Engine.Send(state.Request, isAttempt: false);
                }
            },
            (Engine: this, Request: request),
            preferLocal: false);
    }

    /// <summary>What cannot be believed changes nothing: the true answer may still come.</summary>
    private void Refuse(PendingRequest request, SnmpFormatErrorKind kind)
    {
        request.SawMalformedAnswer |= kind != SnmpFormatErrorKind.BadSecurityParameters;
        Interlocked.Increment(ref _malformed);
    }

    private static SnmpOutcome? OutcomeOf(Oid counter)
        => counter == UsmReport.UnknownUserNames ? SnmpOutcome.UnknownUser
        : counter == UsmReport.WrongDigests ? SnmpOutcome.WrongDigest
        : counter == UsmReport.DecryptionErrors ? SnmpOutcome.DecryptionError
        : counter == UsmReport.UnsupportedSecurityLevels ? SnmpOutcome.UnsupportedSecurityLevel
        : null;
}
