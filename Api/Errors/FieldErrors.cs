using System.Collections.Immutable;

namespace Nms.Api.Errors;

/// <summary>Collects what is wrong with a request, so that the caller is told of all of it at once.</summary>
internal sealed class FieldErrors
{
    private readonly ImmutableSortedDictionary<string, string>.Builder _errors =
        ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);

    public FieldErrors Add(string field, string complaint)
    {
        _errors.TryAdd(field, complaint);
        return this;
    }

    /// <summary>What is wrong with a part of the request, whose fields have a place in the whole.</summary>
    public void AddAll(string place, FieldErrors part)
    {
        foreach (var (field, complaint) in part._errors)
        {
            Add(place + field, complaint);
        }
    }

    public int Count => _errors.Count;

    /// <summary>All complaints by field. That the body as a whole says nothing is no news once a field of it is wrong.</summary>
    public ImmutableDictionary<string, string> ToDetails() =>
        (_errors.Count > 1 ? _errors.ToImmutable().Remove("body") : _errors.ToImmutable()).ToImmutableDictionary(StringComparer.Ordinal);

    public FieldErrors When(bool wrong, string field, string complaint) => wrong ? Add(field, complaint) : this;

    /// <summary>Text that must be there and not be blank.</summary>
    public FieldErrors Required(string field, string? value, int longest = 128) =>
        string.IsNullOrWhiteSpace(value) ? Add(field, "is required") : Optional(field, value, longest);

    /// <summary>Text that may be absent but not blank, and holds what people can see; see <see cref="PlainText"/>.</summary>
    public FieldErrors Optional(string field, string? value, int longest = 128) => value switch
    {
        null => this,
        _ when string.IsNullOrWhiteSpace(value) => Add(field, "must not be blank"),
        _ when value.Length > longest => Add(field, $"must be at most {longest} characters"),
        _ when PlainText.Complaint(value) is { } complaint => Add(field, complaint),
        _ => this,
    };

    public FieldErrors Required<T>(string field, T? value)
        where T : struct => When(value is null, field, "is required");

    public FieldErrors Between(string field, long? value, long least, long most) =>
        When(value < least || value > most, field, $"must be from {least} to {most}");

    /// <summary>All of it in one line; null when nothing is wrong.</summary>
    public string? Text => _errors.Count == 0 ? null : string.Join("; ", ToDetails().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));

    public void ThrowIfAny()
    {
        if (Text is { } complaint)
        {
            throw new ValidationException("validation_error", $"{complaint}.")
            {
                Details = ToDetails(),
            };
        }
    }
}
