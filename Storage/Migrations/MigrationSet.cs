using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Nms.Storage;

/// <summary>The numbered steps of a schema: Migrations/Sqlite and Migrations/Postgres, files "0001_name.sql".</summary>
internal static class MigrationSet
{
    public static ImmutableArray<Migration> Sqlite { get; } = Load("Sqlite");

    public static ImmutableArray<Migration> Postgres { get; } = Load("Postgres");

    public static Migration Create(int number, string name, string sql) =>
        new(number, name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql.ReplaceLineEndings("\n")))));

    private static ImmutableArray<Migration> Load(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"migrations/{folder}/";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => Read(assembly, name, name[prefix.Length..]))
                .OrderBy(migration => migration.Number),
        ];
    }

    private static Migration Read(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var (number, name) = (file[..4], file[5..^".sql".Length]);
        return Create(int.Parse(number, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
