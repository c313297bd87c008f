using Orleans.Providers;

namespace Nms.Storage;

/// <summary>The grain storages every silo has.</summary>
internal static class StorageNames
{
    public const string Default = ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;

    /// <summary>The name Orleans looks up for its stream subscriptions. Their states are its own types, which only its own serializer knows.</summary>
    public const string StreamSubscriptions = ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME;
}
