-- The keys that encrypt secrets, as the XML elements of ASP.NET Core Data Protection.
CREATE TABLE secret_key (
  name text PRIMARY KEY,
  xml  text NOT NULL
);
