namespace Nms.Access;

/// <summary>Who is counted: a principal, or an address that has not signed in.</summary>
/// <param name="Id">The principal's id, or the address.</param>
/// <param name="IsAnonymous">Whether it is an address. Of these anybody can have many, so only a bounded number is counted apart.</param>
public readonly record struct QuotaCaller(string Id, bool IsAnonymous);
