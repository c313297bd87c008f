namespace Nms.Storage.Tests;

public sealed class PostgresGrainStorageTests(ClusterStorageFixture fixture) : GrainStorageContract(fixture), IClassFixture<ClusterStorageFixture>;
