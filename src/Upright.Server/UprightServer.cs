using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Options;
using Upright.Server.Access;
using Upright.Server.Description;
using Upright.Server.Errors;
using Upright.Server.Jobs;
using Upright.Server.Limits;
using Upright.Server.Pictures;

namespace Upright.Server;

/// <summary>Puts the service together: what it is made of, and the way of a request through it.</summary>
internal static partial class UprightServer
{
    // Time to tell the last callers what became of their requests, after the deadline of all of them has passed.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>The service, not yet started.</summary>
    /// <param name="args">Settings as <c>--Upright:Queue=8</c>; they come after the environment and <c>appsettings.json</c>.</param>
    /// <param name="adjust">Changes what it is made of; for tests.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        // The page and appsettings.json lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = Settings(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.MaxFileSize + Upload.Envelope;
        });
        builder.ListenOnThisMachineUnlessToldOtherwise();
        BareAnswers.AddTo(builder.Services);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Deadline + Farewell);
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(_ => Uprighter.Create(PictureWork.Options(settings)))
            .AddSingleton<TemporaryFolder>()
            .AddSingleton<WorkGate>()
            .AddSingleton<PictureWork>()
            .AddSingleton<ReadersApart>()
            .AddSingleton<DocumentWork>()
            .AddSingleton<Reception>()
            .AddSingleton<JobStore>()
            .AddSingleton<JobRun>()
            .AddHostedService<JobExpiry>()
            .AddExceptionHandler<ProblemHandler>()
            .AddRequestLimits(settings)
            .AddApiKeys(settings)
            .AddApiDescription()
            .AddHealthChecks().AddCheck<Readiness>(Readiness.Name);
        builder.AddObservation();
        var isStarted = TellStartingOnce(builder.Logging);
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(isStarted);
        app.UseSecurityHeaders();
        app.UseHeadAsGet();
        app.UseExceptionHandler(_ => { });
        app.UseErrorPage();
        app.UseStaticPage();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseQuotaHeaders();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.MapHealth();
        app.MapOpenApi("/openapi.json");
        var pictures = app.MapGroup("/v1").WithApiKeys(settings).RefuseOtherSites().TellsOfCallers();
        EstimateEndpoint.Map(pictures);
        FixEndpoint.Map(pictures);
        PreviewEndpoint.Map(pictures);
        JobEndpoints.Map(pictures, settings);

        // Loads the model and makes the folder before the first request, and fails here rather than there.
        var upright = app.Services.GetRequiredService<Uprighter>();
        LogReady(app.Logger, upright.Model, upright.Device);
        app.Services.GetRequiredService<TemporaryFolder>();
        return app;
    }

    [LoggerMessage(LogLevel.Information, "Model {Model} is loaded and runs on {Device}.")]
    private static partial void LogReady(ILogger logger, string model, NetworkDevice device);

    // What keeps it from starting (a port, an address) is thrown, and told by the program in one line: the host's own words for it
    // are a stack of calls. Later they are all there is.
    private static Action TellStartingOnce(ILoggingBuilder logging)
    {
        var started = false;
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Information && (started || level < LogLevel.Error));
        return () => started = true;
    }

    private static ServerSettings Settings(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ServerSettings>();
        var settings = builder.Configuration.GetSection("Upright").Get<ServerSettings>(options => options.ErrorOnUnknownConfiguration = true) ?? new ServerSettings();
        var result = new DataAnnotationValidateOptions<ServerSettings>(name: null).Validate(name: null, settings);
        return result.Failed ? throw new OptionsValidationException("Upright", typeof(ServerSettings), result.Failures) : settings;
    }

    private static void UseStaticPage(this WebApplication app)
    {
        var types = new FileExtensionContentTypeProvider { Mappings = { [".md"] = "text/markdown; charset=utf-8" } };
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = types,
            // Asked for again each time, answered "not modified" as a rule: a new version of the page is never half old.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
    }
}
