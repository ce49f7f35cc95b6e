using System.Net.Mime;
using Upright.Pages;

namespace Upright.Server.Pictures;

/// <summary>How formats are called in HTTP.</summary>
internal static class MediaTypes
{
    public static string MediaType(this DocumentFormat format) => format == DocumentFormat.Pdf ? MediaTypeNames.Application.Pdf : MediaTypeNames.Image.Tiff;
}
