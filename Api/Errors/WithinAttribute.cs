using System.Globalization;

namespace Nms.Api.Errors;

/// <summary>The numbers that a parameter of an address takes: kept before its handler runs, told of with all that is wrong, and in the document.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class WithinAttribute(double least, double most = double.PositiveInfinity) : Attribute
{
    public double Least { get; } = least;

    public double Most { get; } = most;

    public string? Complaint(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= Least && number <= Most ? null
        : double.IsPositiveInfinity(Most) ? string.Create(CultureInfo.InvariantCulture, $"must be at least {Least}")
        : string.Create(CultureInfo.InvariantCulture, $"must be from {Least} to {Most}");
}
