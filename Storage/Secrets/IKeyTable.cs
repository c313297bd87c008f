using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Nms.Storage;

/// <summary>The table that holds the keys of Data Protection. Storing an element under a name that is there replaces it.</summary>
internal interface IKeyTable : IXmlRepository
{
    /// <summary>Waits for the turn to prepare the keys: silos that start together must not each make a first one.</summary>
    /// <returns>The turn; disposing it ends it.</returns>
    Task<IAsyncDisposable> TakeTurnAsync(CancellationToken cancellationToken);
}
