namespace Upright.Server;

/// <summary>Where the service listens: where <c>--urls</c>, <c>ASPNETCORE_URLS</c> or the other settings of ASP.NET Core say; otherwise on this machine alone.</summary>
internal static class Addresses
{
    private const string Default = "http://127.0.0.1:5080";

    // Whichever of them is set, somebody has said where.
    private static readonly string[] Settings = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];

    public static void ListenOnThisMachineUnlessToldOtherwise(this WebApplicationBuilder builder)
    {
        if (Settings.All(name => string.IsNullOrEmpty(builder.Configuration[name])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(Default);
        }
    }
}
