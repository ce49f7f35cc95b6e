using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>Moves a page's annotations (links, notes, form fields) with its content.</summary>
internal sealed class PdfAnnotations(PdfObjects objects, PdfUpdate update)
{
    private const int NoRotate = 1 << 4;

    private static readonly string[] Points = ["QuadPoints", "L", "Vertices", "CL"];
    private static readonly string[] Paths = ["InkList", "Path"];

    /// <summary>The page's /Annots, those that are objects replaced in the update; null where it has none.</summary>
    public ArrayToken? Moved(PageTurn turn) => objects.Get<ArrayToken>(turn.Page.Dictionary, "Annots") is not { } annotations
        ? null
        : new ArrayToken([.. annotations.Data.Select(annotation => Moved(turn, annotation))]);

    private IToken Moved(PageTurn turn, IToken token)
    {
        if (objects.Get<DictionaryToken>(token) is not { } annotation)
        {
            return token;
        }

        var moved = Moved(turn, annotation);
        if (token is not IndirectReferenceToken reference)
        {
            return moved;
        }

        update.Replace(reference.Data, moved);
        return token;
    }

    private DictionaryToken Moved(PageTurn turn, DictionaryToken annotation)
    {
        if (objects.Rectangle(annotation.Data.GetValueOrDefault("Rect")) is not { } rectangle)
        {
            return annotation;
        }

        var staysLevel = objects.Get<NameToken>(annotation, "Subtype")?.Data is "Popup" or "Text"
            || ((objects.Get<NumericToken>(annotation, "F")?.Int ?? 0) & NoRotate) != 0;
        if (staysLevel)
        {
            var corner = turn.Move.Transform(rectangle.TopLeft);
            return annotation.With("Rect", PageTurn.ToToken(rectangle.Translate(corner.X - rectangle.TopLeft.X, corner.Y - rectangle.TopLeft.Y)));
        }

        foreach (var key in Points)
        {
            if (objects.Numbers(annotation.Data.GetValueOrDefault(key)) is { } points)
            {
                annotation = annotation.With(key, Moved(turn, points));
            }
        }

        foreach (var key in Paths)
        {
            if (objects.Get<ArrayToken>(annotation, key) is { } paths)
            {
                annotation = annotation.With(key, new ArrayToken([.. paths.Data.Select(path => objects.Numbers(path) is { } points ? Moved(turn, points) : path)]));
            }
        }

        if (objects.Get<DictionaryToken>(annotation, "AP") is { } appearances)
        {
            annotation = annotation.With("AP", Mapped(appearances, stream => PdfAppearance.Moved(objects, stream, rectangle, turn)));
        }

        return annotation.With("Rect", PageTurn.ToToken(turn.Bounds(rectangle)));
    }

    // An appearance is a stream, or one stream for each state.
    private DictionaryToken Mapped(DictionaryToken appearances, Func<StreamToken, StreamToken> map) => new(appearances.Data.ToDictionary(
        entry => NameToken.Create(entry.Key),
        entry => objects.Get<IToken>(entry.Value) switch
        {
            StreamToken stream => update.Add(map(stream)),
            DictionaryToken states => Mapped(states, map),
            _ => entry.Value,
        }));

    private static ArrayToken Moved(PageTurn turn, double[] points) => PageTurn.ToToken([.. points.Chunk(2).SelectMany(point =>
    {
        if (point.Length < 2)
        {
            return point;
        }

        var (x, y) = turn.Move.Transform(point[0], point[1]);
        return [x, y];
    })]);
}
