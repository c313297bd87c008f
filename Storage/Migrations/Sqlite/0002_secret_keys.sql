-- The keys that encrypt secrets, as the XML elements of ASP.NET Core Data Protection.
CREATE TABLE secret_key (
  name TEXT PRIMARY KEY,
  xml  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
