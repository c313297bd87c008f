using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nms.Access;

/// <summary>Makes what callers sent fit to be kept: bounded, without control characters, the same in every database. Pure.</summary>
internal static class AuditText
{
    private const int Short = 256;
    private const int Long = 1024;
    private const int MostChanges = 16 * 1024;

    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static AuditRecord Clean(AuditRecord record) => record with
    {
        At = new DateTimeOffset(record.At.UtcTicks - (record.At.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero),
        PrincipalId = Line(record.PrincipalId, Short)!,
        PrincipalName = Line(record.PrincipalName, Short),
        SignIn = Line(record.SignIn, Short)!,
        Action = Line(record.Action, Short)!,
        Request = Line(record.Request, Long),
        ObjectType = Line(record.ObjectType, Short),
        ObjectId = Line(record.ObjectId, Long),
        Address = Line(record.Address, Short),
        Forwarded = Line(record.Forwarded, Short),
        Code = Line(record.Code, Short),
        ChangesJson = Json(record.ChangesJson),
        CorrelationId = Line(record.CorrelationId, Short),
        Silo = Line(record.Silo, Short)!,
    };

    public static string? Line(string? text, int most)
    {
        if (text is null)
        {
            return null;
        }

        var line = new StringBuilder(Math.Min(text.Length, most));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > most)
            {
                return line.Append('…').ToString();
            }

            // A line of the log is one line wherever it is shown, and PostgreSQL keeps no NUL.
            line.Append((Rune.IsControl(rune) ? Rune.ReplacementChar : rune).ToString());
        }

        return line.ToString();
    }

    /// <summary>Writes JSON in one form, so that an export reads back to the same text.</summary>
    private static string? Json(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        var bytes = new System.Buffers.ArrayBufferWriter<byte>(json.Length);
        using (var writer = new Utf8JsonWriter(bytes, s_json))
        {
            document.WriteTo(writer);
        }

        return bytes.WrittenCount <= MostChanges ? Encoding.UTF8.GetString(bytes.WrittenSpan) : """{"truncated":true}""";
    }
}
