using System.Buffers;
using System.IO.Pipelines;
using ImpactService.ImpactApi.Contracts;
using Microsoft.Net.Http.Headers;

namespace ImpactService.ImpactApi.Validation;

/// <summary>Reads a whole request body into memory, and no more than <see cref="MaxBytes"/> of it.</summary>
internal static class BodyReader
{
    /// <summary>A thousand orders in one body are 300 kB; nobody sends a megabyte by intention.</summary>
    public const int MaxBytes = 1 << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The body without a byte order mark, or why it cannot be read.</summary>
    public static ValueTask<(ReadOnlyMemory<byte> Body, Refusal? Refusal)> ReadAsync(HttpRequest request) => IsJson(request.ContentType)
        ? ReadAnyAsync(request)
        : ValueTask.FromResult<(ReadOnlyMemory<byte>, Refusal?)>(
            (default, new Refusal(ProblemCode.UnsupportedMediaType, $"the content type is '{Cut(request.ContentType)}'; send Content-Type: application/json in UTF-8")));

    /// <summary>Likewise whatever its type.</summary>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, Refusal? Refusal)> ReadAnyAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBytes)
            return (default, TooLarge());
        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult result = await reader.ReadAsync(request.HttpContext.RequestAborted);
            bool tooLarge = result.Buffer.Length > MaxBytes;
            if (tooLarge || result.IsCompleted)
            {
                byte[] body = tooLarge ? [] : result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return (WithoutMark(body), tooLarge ? TooLarge() : null);
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(byte[] body) => body.AsSpan().StartsWith(ByteOrderMark) ? body.AsMemory(ByteOrderMark.Length) : body;

    private static bool IsJson(string? contentType) =>
        contentType is "application/json" || IsJsonInOtherWords(contentType);

    private static bool IsJsonInOtherWords(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    private static string Cut(string? text) => text is null ? "missing" : FieldText.Cut(text);

    private static Refusal TooLarge() => new(ProblemCode.RequestTooLarge, $"the body may have at most {MaxBytes} bytes");
}
