using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>Strings as their bytes: PdfPig's writer would guess an encoding and may change strings that are no text.</summary>
internal static class PdfStrings
{
    /// <summary>The token with every string in it in hexadecimal.</summary>
    public static IToken AsHex(IToken token) => token switch
    {
        StringToken text => Hex(text.GetBytes()),
        ArrayToken array => new ArrayToken([.. array.Data.Select(AsHex)]),
        DictionaryToken dictionary => AsHex(dictionary),
        StreamToken stream => new StreamToken(AsHex(stream.StreamDictionary), stream.Data),
        _ => token,
    };

    /// <summary>Bytes as a string token.</summary>
    public static HexToken Hex(ReadOnlySpan<byte> bytes) => new(Convert.ToHexString(bytes));

    private static DictionaryToken AsHex(DictionaryToken dictionary) =>
        new(dictionary.Data.ToDictionary(entry => NameToken.Create(entry.Key), entry => AsHex(entry.Value)));
}
