namespace Nms.Snmp.Agent;

/// <summary>What an agent does with a request (RFC 3416 §4.2, RFC 1157 §4.1), for somebody with some access.</summary>
/// <param name="objects">What the agent knows.</param>
/// <param name="access">What the asker may see and change.</param>
/// <param name="version">The version of the request: SNMPv1 has other errors and no Counter64.</param>
/// <param name="maxBytes">How long an answer may be.</param>
internal sealed class PduProcessor(ISnmpObjects objects, SnmpAccess access, SnmpVersion version, int maxBytes)
{
    /// <summary>What message, PDU and list take beside the bindings.</summary>
    private const int Overhead = 48;

    /// <summary>What a binding takes beside name and value, and a number at most.</summary>
    private const int BindingOverhead = 16;

    public static bool IsRequest(PduType type)
        => type is PduType.GetRequest or PduType.GetNextRequest or PduType.GetBulkRequest or PduType.SetRequest;

    public static SnmpPdu TooBig(SnmpPdu request, SnmpVersion version) => request with
    {
        Type = PduType.Response,
        ErrorStatus = SnmpErrorStatus.TooBig,
        ErrorIndex = 0,
        VarBinds = version == SnmpVersion.V1 ? request.VarBinds : [],
    };

    public SnmpPdu Answer(SnmpPdu request) => request.Type switch
    {
        PduType.GetRequest => Each(request, varBind => new VarBind(varBind.Oid, Get(varBind.Oid))),
        PduType.GetNextRequest => Each(request, varBind => Next(varBind.Oid)),
        PduType.GetBulkRequest => Bulk(request),
        _ => Set(request),
    };

    private SnmpPdu Each(SnmpPdu request, Func<VarBind, VarBind> answer)
    {
        var varBinds = new VarBind[request.VarBinds.Count];
        for (var i = 0; i < varBinds.Length; i++)
        {
            varBinds[i] = answer(request.VarBinds[i]);
            if (version == SnmpVersion.V1 && !varBinds[i].Value.Exists)
            {
                return Refuse(request, SnmpErrorStatus.NoSuchName, i);
            }
        }

        return Accept(request, varBinds);
    }

    /// <summary>RFC 3416 §4.2.3. What does not fit is left out, so the work is bounded by the size of the answer.</summary>
    private SnmpPdu Bulk(SnmpPdu request)
    {
        var asked = request.VarBinds;
        var answers = new List<VarBind>();
        var room = maxBytes - Overhead;
        bool Add(VarBind varBind)
        {
            room -= varBind.Oid.Encoded.Length + varBind.Value.Bytes.Length + BindingOverhead;
            if (room >= 0)
            {
                answers.Add(varBind);
            }

            return room >= 0;
        }

        var single = Math.Clamp(request.ErrorStatus < 0 ? 0 : (int)request.ErrorStatus, 0, asked.Count);
        foreach (var varBind in asked.Take(single))
        {
            if (!Add(Next(varBind.Oid)))
            {
                return Accept(request, answers);
            }
        }

        var last = asked.Skip(single).Select(varBind => varBind.Oid).ToArray();
        var goesOn = last.Length > 0;
        for (var repetition = 0; goesOn && repetition < request.ErrorIndex; repetition++)
        {
            goesOn = false;
            for (var i = 0; i < last.Length; i++)
            {
                var next = Next(last[i]);
                if (!Add(next))
                {
                    return Accept(request, answers);
                }

                last[i] = next.Oid;
                goesOn |= next.Value.Type != SnmpType.EndOfMibView;
            }
        }

        return Accept(request, answers);
    }

    /// <summary>RFC 3416 §4.2.5: all or none. The first round changes nothing.</summary>
    private SnmpPdu Set(SnmpPdu request)
    {
        for (var i = 0; i < request.VarBinds.Count; i++)
        {
            var (oid, value) = request.VarBinds[i];
            var status = !access.Write.Contains(oid) ? SnmpErrorStatus.NoAccess : objects.CheckSet(oid, value);
            if (status != SnmpErrorStatus.NoError)
            {
                return Refuse(request, version == SnmpVersion.V1 ? ForV1(status) : status, i);
            }
        }

        foreach (var (oid, value) in request.VarBinds)
        {
            objects.Set(oid, value);
        }

        return Accept(request, request.VarBinds);
    }

    private SnmpValue Get(Oid oid)
    {
        var value = access.Read.Contains(oid) ? objects.Get(oid) : SnmpValue.NoSuchObject;
        return version == SnmpVersion.V1 && value.Type == SnmpType.Counter64 ? SnmpValue.NoSuchObject : value;
    }

    private VarBind Next(Oid oid)
    {
        var next = objects.GetNext(oid);
        while (next is { } found && (!access.Read.Contains(found.Oid) || (version == SnmpVersion.V1 && found.Value.Type == SnmpType.Counter64)))
        {
            next = objects.GetNext(found.Oid);
        }

        return next ?? new VarBind(oid, SnmpValue.EndOfMibView);
    }

    private static SnmpPdu Accept(SnmpPdu request, IReadOnlyList<VarBind> varBinds)
        => request with { Type = PduType.Response, ErrorStatus = SnmpErrorStatus.NoError, ErrorIndex = 0, VarBinds = varBinds };

    private static SnmpPdu Refuse(SnmpPdu request, SnmpErrorStatus status, int index)
        => request with { Type = PduType.Response, ErrorStatus = status, ErrorIndex = index + 1 };

    /// <summary>RFC 3584 §4.4.</summary>
    private static SnmpErrorStatus ForV1(SnmpErrorStatus status) => status switch
    {
        SnmpErrorStatus.WrongValue or SnmpErrorStatus.WrongEncoding or SnmpErrorStatus.WrongType or SnmpErrorStatus.WrongLength or SnmpErrorStatus.InconsistentValue
            => SnmpErrorStatus.BadValue,
        SnmpErrorStatus.NoAccess or SnmpErrorStatus.NotWritable or SnmpErrorStatus.NoCreation or SnmpErrorStatus.InconsistentName or SnmpErrorStatus.AuthorizationError
            => SnmpErrorStatus.NoSuchName,
        _ => SnmpErrorStatus.GenErr,
    };
}
