using Nms.Equipment;

namespace Nms.Grains.Tests.Equipment;

/// <summary>Findings to put together.</summary>
internal static class Findings
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static SourceFindings Of(FactSource source, params EquipmentInterface[] interfaces) => new() { Source = source, At = Now, Interfaces = [.. interfaces] };

    public static EquipmentInterface Interface(string name, string? mac = null, params string[] addresses) => new() { Name = name, MacAddress = mac, Addresses = [.. addresses] };

    public static EquipmentProfile Basis(params (string Section, SectionOutcome Outcome)[] sections) => new()
    {
        EquipmentId = Guid.Parse("11111111-1111-4111-8111-111111111111"),
        ProjectId = Guid.Parse("22222222-2222-4222-8222-222222222222"),
        Name = "R1",
        StartedAt = Now,
        Sections = [.. sections.Select(section => new ProfileSection { Name = section.Section, Outcome = section.Outcome })],
    };
}
