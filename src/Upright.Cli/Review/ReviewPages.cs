using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Upright.Pages;

namespace Upright.Cli.Review;

/// <summary>What the review's addresses answer.</summary>
internal sealed class ReviewPages(ReviewQueue queue, ReviewDecisions decisions, DocumentUprighter documents)
{
    private const int ThumbnailSide = 640;
    private const int LargestSide = 2048;

    public async Task<ReviewAnswer> AnswerAsync(string token, string method, string path, NameValueCollection query, string body, CancellationToken cancellationToken)
    {
        try
        {
            return (method, path) switch
            {
                ("GET", "/") => ReviewAnswer.Page(ReviewPage.Html(token)),
                ("GET", "/pictures") => ReviewAnswer.Json(queue.ToJson()),
                ("GET", "/thumbnail") => Thumbnail(query),
                ("POST", "/decide") => await DecideAsync(body, cancellationToken),
                _ => ReviewAnswer.Problem(HttpStatusCode.NotFound, Words.Of("There is no such page.")),
            };
        }
        catch (UprightException exception)
        {
            return ReviewAnswer.Problem((HttpStatusCode)exception.Error.HttpStatus, exception.Message, exception.Error.Code);
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return ReviewAnswer.Problem(HttpStatusCode.BadRequest, Words.Of("The request was not understood."));
        }
    }

    private ReviewAnswer Thumbnail(NameValueCollection query)
    {
        var index = Checked(int.Parse(query["index"] ?? "", CultureInfo.InvariantCulture));
        var turn = double.Parse(query["turn"] ?? "0", CultureInfo.InvariantCulture);
        var side = Math.Clamp(int.Parse(query["side"] ?? $"{ThumbnailSide}", CultureInfo.InvariantCulture), 16, LargestSide);
        var (input, page) = queue[index];
        return ReviewAnswer.Picture(page is { } number ? documents.Preview(input, number, side, Turn(turn)) : PicturePreview.Jpeg(input, side, Turn(turn)));
    }

    private async Task<ReviewAnswer> DecideAsync(string body, CancellationToken cancellationToken)
    {
        var decision = JsonNode.Parse(body)?.AsObject() ?? throw new FormatException();
        var index = Checked((int?)decision["index"] ?? throw new FormatException());
        var angle = Turn((double?)decision["angle"] ?? throw new FormatException());
        await decisions.CarryOutAsync(index, angle, (bool?)decision["document"] ?? false, cancellationToken);
        return ReviewAnswer.Json(queue.RowsOf(queue[index].Input));
    }

    private int Checked(int index) => index >= 0 && index < queue.Count ? index : throw new FormatException();

    private static Angle Turn(double degrees) => double.IsFinite(degrees) ? new Angle(degrees) : throw new FormatException();
}
