namespace Nms.Storage.Tests;

public sealed class MigrationSetTests
{
    [Fact]
    public void The_steps_of_both_databases_are_numbered_without_gaps()
    {
        Assert.All([MigrationSet.Sqlite, MigrationSet.Postgres], set =>
        {
            Assert.NotEmpty(set);
            Assert.Equal(Enumerable.Range(1, set.Length), set.Select(migration => migration.Number));
        });
    }

    [Fact]
    public void A_checksum_does_not_depend_on_line_endings()
    {
        Assert.Equal(
            MigrationSet.Create(1, "one", "SELECT 1;\nSELECT 2;").Checksum, MigrationSet.Create(1, "one", "SELECT 1;\r\nSELECT 2;").Checksum);
    }
}
