namespace Nms.Access;

/// <summary>What one silo said that it holds, and until when it is believed.</summary>
internal readonly record struct HeldSeats(int Seats, DateTimeOffset Until);
