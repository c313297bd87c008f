namespace Nms.Storage.Tests;

/// <summary>The provider is Orleans' own; the contract says that ours behaves the same.</summary>
public sealed class RedisReminderTableTests(ClusterStorageFixture fixture) : ReminderTableContract(fixture), IClassFixture<ClusterStorageFixture>;
