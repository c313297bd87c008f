using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Nms.Access;

namespace Nms.Storage.Tests;

internal static class AuditSamples
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static AuditRecord Record(string action = "start_node", DateTimeOffset? at = null) => new()
    {
        At = at ?? Noon,
        PrincipalId = "user:1",
        PrincipalName = "alice",
        SignIn = "basic",
        Action = action,
        Request = "POST /api/v1/x",
        ObjectType = "node",
        ObjectId = "n1",
        Address = "192.0.2.7",
        Outcome = AuditOutcome.Succeeded,
        Status = 200,
        DurationMs = 12,
        CorrelationId = "trace-1",
        Silo = "silo",
    };

    public static ImmutableArray<AuditRecord> Records(int count) => [.. Enumerable.Range(0, count).Select(i => Record($"action_{i}"))];

    /// <summary>Records of every shape: each optional member there or not, texts of any script.</summary>
    public static Gen<AuditRecord> Any { get; } =
        from texts in Gen.ArrayOf(Gen.Elements<string?>(null, "", "ä ✓ '\"", "=1+1", "{\"a\":1}", new string('x', 900)), 9)
        from numbers in Gen.ArrayOf(Gen.Choose(0, 1_000_000), 5)
        from project in Gen.Elements<Guid?>(null, Guid.Empty, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"))
        from outcome in Gen.Elements(Enum.GetValues<AuditOutcome>())
        select new AuditRecord
        {
            At = Noon.AddMicroseconds(numbers[0]),
            PrincipalId = texts[0] ?? "anonymous",
            PrincipalName = texts[1],
            Action = $"action_{numbers[1]}",
            Request = texts[2],
            ObjectType = texts[3],
            ObjectId = texts[4],
            ProjectId = project,
            Address = texts[5],
            Forwarded = texts[6],
            Outcome = outcome,
            Status = numbers[2] % 2 == 0 ? null : numbers[2],
            Code = texts[7],
            ChangesJson = numbers[3] % 2 == 0 ? null : "{\"name\":{\"old\":\"a\",\"new\":\"ä\"}}",
            DurationMs = numbers[3],
            CorrelationId = texts[8],
            Silo = "silo",
            Times = numbers[4],
        };
}
