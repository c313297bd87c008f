namespace Nms.Discovery.Configurations;

/// <summary>Reads snmpd.conf(5) of Net-SNMP: what it lets in, and what it calls itself. Pure.</summary>
internal static class SnmpdConfiguration
{
    public static ConfigurationFacts Parse(string text)
    {
        var facts = new FactsDraft();
        foreach (var (number, raw) in ConfigurationLines.Of(text))
        {
            string[] words = [.. ConfigurationLines.Words(raw.Split('#')[0]).Select(word => word.Trim('"'))];
            if (words is not [var directive, .. var rest]) continue;
            switch (directive.ToLowerInvariant(), rest)
            {
                case ("sysname", [var name, ..]):
                    facts.HostName = name;
                    break;
                case ("rocommunity" or "rocommunity6", [var community, ..]):
                    facts.Spoken.Community(community, "ro", number);
                    break;
                case ("rwcommunity" or "rwcommunity6", [var community, ..]):
                    facts.Spoken.Community(community, "rw", number);
                    break;
                case ("com2sec" or "com2sec6", [.., _, _, var community]):
                    facts.Spoken.Community(community, null, number);
                    break;
                case ("createuser", ["-e", _, var user, .. var keys]):
                    User(facts, user, keys, number);
                    break;
                case ("createuser", [var user, .. var keys]):
                    User(facts, user, keys, number);
                    break;
            }
        }

        return facts.Build();
    }

    // createUser name [MD5|SHA… password [DES|AES… [password]]]; without a second password the first serves both.
    private static void User(FactsDraft facts, string name, string[] keys, int number) => facts.Spoken.User(name, number, user => keys switch
    {
        [] => user,
        [_, "-m" or "-l", ..] => user,
        [var auth, var password] => user with { AuthProtocol = auth, AuthPassword = new ConfigurationSecret(password) },
        [var auth, var password, var privacy, .. var own] => user with
        {
            AuthProtocol = auth,
            AuthPassword = new ConfigurationSecret(password),
            PrivacyProtocol = privacy,
            PrivacyPassword = new ConfigurationSecret(own is [var second, ..] ? second : password),
        },
        _ => user,
    });
}
