namespace Nms.Storage.Tests;

public sealed class SqliteReminderTableTests(EmbeddedStorageFixture fixture) : ReminderTableContract(fixture), IClassFixture<EmbeddedStorageFixture>;
