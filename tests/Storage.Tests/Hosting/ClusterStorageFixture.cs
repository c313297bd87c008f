using Nms.Testing.Servers;

namespace Nms.Storage.Tests;

/// <summary>A silo on PostgreSQL and Redis.</summary>
public sealed class ClusterStorageFixture(PostgresServer postgres, RedisServer redis) : StorageFixture
{
    private string _postgres = "";
    private string _redis = "";

    public override string? SkipReason => postgres.SkipReason ?? redis.SkipReason;

    protected override async Task PrepareAsync()
    {
        _postgres = await postgres.CreateDatabaseAsync();
        _redis = await redis.GetConnectionStringAsync();
    }

    protected override void AddStorage(ISiloBuilder silo) => silo.AddClusterStorage(_postgres, _redis).AddClusterMembership(_redis);
}
