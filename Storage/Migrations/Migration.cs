namespace Nms.Storage;

/// <summary>One step of the schema, as the program carries it.</summary>
/// <param name="Number">Its place, 1, 2, 3, …</param>
/// <param name="Name">What it is for.</param>
/// <param name="Sql">Its statements.</param>
/// <param name="Checksum">SHA-256 of the statements, in hexadecimal.</param>
internal sealed record Migration(int Number, string Name, string Sql, string Checksum);

/// <summary>One step of the schema, as a database remembers it.</summary>
internal readonly record struct AppliedMigration(int Number, string Checksum);
