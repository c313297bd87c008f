namespace Nms.Storage.Tests;

public sealed class SqliteGrainStorageTests(EmbeddedStorageFixture fixture) : GrainStorageContract(fixture), IClassFixture<EmbeddedStorageFixture>;
