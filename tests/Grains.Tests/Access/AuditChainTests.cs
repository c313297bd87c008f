using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Nms.Access;

namespace Nms.Grains.Tests.Access;

/// <summary>Whatever is done to the chain is found, and nothing is found in one that is whole.</summary>
public sealed class AuditChainTests
{
    private static readonly AuditSeal s_seal = AuditSeal.WithKey([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    private static readonly Gen<AuditRecord> s_record =
        from texts in Gen.ArrayOf(Gen.Elements<string?>(null, "", "a", "ab", "b", "ä"), 12)
        from numbers in Gen.ArrayOf(Gen.Choose(0, 9), 5)
        select new AuditRecord
        {
            At = DateTimeOffset.UnixEpoch.AddMicroseconds(numbers[0]),
            PrincipalId = texts[0] ?? "",
            PrincipalName = texts[1],
            SignIn = texts[2] ?? "",
            Action = texts[3] ?? "",
            Request = texts[4],
            ObjectType = texts[5],
            ObjectId = texts[6],
            ProjectId = numbers[1] == 0 ? null : new Guid(numbers[1], 0, 0, new byte[8]),
            Address = texts[7],
            Forwarded = texts[8],
            Outcome = (AuditOutcome)(numbers[2] % 5),
            Status = numbers[3] == 0 ? null : numbers[3],
            Code = texts[9],
            ChangesJson = texts[10],
            DurationMs = numbers[4],
            CorrelationId = texts[11],
            Silo = texts[0] ?? "",
            Times = numbers[0],
        };

    private static readonly Arbitrary<(AuditEntry[] Entries, int A, int B)> s_chains = Arb.From(
        from records in Gen.ArrayOf(s_record, 12)
        from a in Gen.Choose(0, 11)
        from b in Gen.Choose(0, 11)
        select (Chain(records), a, b));

    [Property(MaxTest = 200)]
    public Property A_whole_chain_has_no_fault() => Prop.ForAll(s_chains, chain => FaultOf(chain.Entries) is null);

    [Property(MaxTest = 1000)]
    public Property A_changed_record_is_found() => Prop.ForAll(s_chains, Arb.From(s_record), (chain, other) =>
        chain.Entries[chain.A].Record == other
        || FaultOf(With(chain.Entries, chain.A, chain.Entries[chain.A] with { Record = other })) == new AuditFault(chain.A + 1, AuditFault.Changed));

    [Property(MaxTest = 200)]
    public Property A_removed_entry_is_found() => Prop.ForAll(s_chains, chain =>
        FaultOf([.. chain.Entries[..chain.A], .. chain.Entries[(chain.A + 1)..]]) == new AuditFault(chain.A + 1, AuditFault.Missing)
        || chain.A == chain.Entries.Length - 1);

    [Property(MaxTest = 500)]
    public Property Entries_in_another_order_are_found() => Prop.ForAll(s_chains, chain =>
        chain.A == chain.B || FaultOf(With(With(chain.Entries, chain.A, chain.Entries[chain.B]), chain.B, chain.Entries[chain.A])) is not null);

    [Property(MaxTest = 500)]
    public Property An_inserted_entry_is_found() => Prop.ForAll(s_chains, Arb.From(s_record), (chain, record) =>
    {
        var before = chain.A == 0 ? AuditMark.Origin : new AuditMark(chain.A, chain.Entries[chain.A - 1].Hash);
        var forged = AuditChainLogic.Follow(before, record, s_seal);
        return forged == chain.Entries[chain.A] || FaultOf([.. chain.Entries[..chain.A], forged, .. chain.Entries[chain.A..]]) is not null;
    });

    [Property(MaxTest = 500)]
    public Property Whoever_has_not_the_key_cannot_make_the_chain_anew() => Prop.ForAll(s_chains, Arb.From(s_record), (chain, other) =>
    {
        var without = AuditSeal.Unkeyed;
        var records = chain.Entries.Select(entry => entry.Record).ToArray();
        records[chain.A] = other;
        AuditEntry[] forged = [.. chain.Entries[..chain.A], .. Chain(records, without)[chain.A..]];
        return chain.A == 0 || FaultOf(forged)?.Reason is AuditFault.Weakened or AuditFault.Order;
    });

    [Fact]
    public void Neighbouring_members_do_not_run_into_each_other()
    {
        var one = new AuditRecord { Action = "x", Outcome = AuditOutcome.Succeeded, ObjectType = "ab", ObjectId = "c" };
        var two = one with { ObjectType = "a", ObjectId = "bc" };
        var three = one with { ObjectType = null, ObjectId = "" };
        var four = one with { ObjectType = "", ObjectId = null };

        Assert.Equal(4, new[] { one, two, three, four }.Select(record => AuditChainLogic.Follow(AuditMark.Origin, record, s_seal).Hash).Distinct().Count());
    }

    [Fact]
    public void The_hash_of_an_entry_never_changes()
    {
        var record = new AuditRecord
        {
            At = new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero).AddMicroseconds(7),
            PrincipalId = "user:1",
            Action = "start_node",
            Outcome = AuditOutcome.Succeeded,
            Status = 200,
            ProjectId = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
            Silo = "silo",
        };

        // What is written stays verifiable: a change of this value needs a new version of the encoding.
        Assert.Equal("ec5468321731cfa7fb38557824b9aa41336e77e2a733ce5060eb69daa62fe7e1", AuditChainLogic.Follow(AuditMark.Origin, record, AuditSeal.Unkeyed).Hash);
    }

    private static AuditEntry[] Chain(IEnumerable<AuditRecord> records, AuditSeal? seal = null)
    {
        var mark = AuditMark.Origin;
        return [.. records.Select(record =>
        {
            var entry = AuditChainLogic.Follow(mark, record, seal ?? s_seal);
            mark = new AuditMark(entry.Sequence, entry.Hash);
            return entry;
        })];
    }

    private static AuditEntry[] With(AuditEntry[] entries, int place, AuditEntry entry)
    {
        AuditEntry[] changed = [.. entries];
        changed[place] = entry;
        return changed;
    }

    private static AuditFault? FaultOf(IEnumerable<AuditEntry> entries)
    {
        var chain = new AuditChain(AuditMark.Origin, s_seal);
        return entries.Select(chain.Add).FirstOrDefault(fault => fault is not null);
    }
}
