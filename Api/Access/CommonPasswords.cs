using System.Collections.Immutable;

namespace Nms.Api.Access;

/// <summary>What passwords are made of that are guessed first.</summary>
internal static class CommonPasswords
{
    /// <summary>The longest first, so that "qwertyuiop" is not taken for "qwerty" and a rest.</summary>
    public static ImmutableArray<string> Words { get; } =
    [
        .. new[]
        {
            "correcthorsebatterystaple", "administrator", "administrateur", "motdepasse", "passwords", "password", "passwort", "passwd", "passw",
            "contrasena", "changeme", "changeit", "default", "letmein", "welcome", "bienvenue", "trustno", "iloveyou", "ilove", "loveyou", "lovely",
            "princess", "sunshine", "football", "baseball", "basketball", "superman", "batman", "spiderman", "pokemon", "starwars", "dragon",
            "monkey", "master", "shadow", "michael", "jessica", "ashley", "jordan", "charlie", "daniel", "thomas", "andrew", "robert", "matthew",
            "hunter", "ranger", "harley", "liverpool", "chelsea", "arsenal", "barcelona", "mustang", "mercedes", "ferrari", "porsche", "corvette",
            "computer", "internet", "samsung", "google", "facebook", "linkedin", "microsoft", "windows", "freedom", "whatever", "nothing", "secret",
            "hello", "bonjour", "azerty", "azertyuiop", "qwertyuiop", "qwertz", "qwerty", "asdfghjkl", "asdfgh", "asdf", "zxcvbnm", "zxcvbn",
            "qazwsx", "wsxedc", "zaqxsw", "poiuytrewq", "mnbvcxz", "lkjhgfdsa", "abcdefgh", "summer", "winter", "spring", "autumn", "flower",
            "cookie", "cheese", "banana", "chocolate", "pepper", "ginger", "killer", "soccer", "hockey", "guitar", "matrix", "access", "login",
            "admin", "root", "toor", "guest", "user", "test", "testing", "demo", "temp", "public", "private", "network", "netzwerk", "reseau",
            "cisco", "juniper", "router", "switch", "server", "gns", "nms", "lab", "system", "manager", "security", "monitor", "operator",
            "company", "office", "school", "family", "angel", "love", "lucky", "money", "maggie", "buster", "tigger", "thisis", "this", "pass",
            "word", "the", "my", "is", "me", "new", "old", "one", "two",
        }.OrderByDescending(word => word.Length),
    ];
}
