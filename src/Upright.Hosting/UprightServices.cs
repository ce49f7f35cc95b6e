using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Upright.Pages;

namespace Upright.Hosting;

/// <summary>Puts Upright into an application's services.</summary>
public static class UprightServices
{
    // The binder that is generated passes over properties that are set once, in silence.
    private const string ByReflection = "The configuration is bound by reflection. In a trimmed or native program set the options in code.";

    /// <summary>
    /// Adds one <see cref="Uprighter"/> for the whole application, as itself and as <see cref="IUprighter"/>, and a <see cref="DocumentUprighter"/> for PDFs and TIFFs.
    /// The model is loaded and the options are checked when the host starts, so that what is wrong stops the start and not the first request.
    /// </summary>
    /// <param name="services">The application's.</param>
    /// <param name="configure">Changes the defaults, such as <c>options => options with { Threshold = 0.98 }</c>; null to take them.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddUpright(this IServiceCollection services, Func<UprightOptions, UprightOptions>? configure = null) =>
        Add(services, new UprightOptions(), configure);

    /// <inheritdoc cref="AddUpright(IServiceCollection, Func{UprightOptions, UprightOptions}?)" path="/summary"/>
    /// <param name="services">The application's.</param>
    /// <param name="section">Has the options by name, such as <c>configuration.GetSection("Upright")</c> with <c>Threshold</c>; what it does not have keeps its default.</param>
    /// <param name="configure">Changes what was configured; null to take it.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="UprightException"><see cref="UprightError.InvalidOptions"/>: the section has something that is no option, or no value for it.</exception>
    [RequiresUnreferencedCode(ByReflection)]
    [RequiresDynamicCode(ByReflection)]
    public static IServiceCollection AddUpright(
        this IServiceCollection services, IConfiguration section, Func<UprightOptions, UprightOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, Read(section), configure);
    }

    /// <summary>Adds a check, by default called <c>upright</c>, that a picture can be looked at.</summary>
    /// <param name="checks">The application's, from <c>services.AddHealthChecks()</c>.</param>
    /// <param name="name">How it is called.</param>
    /// <param name="tags">By which it is chosen, such as <c>ready</c>.</param>
    /// <returns>The same checks.</returns>
    public static IHealthChecksBuilder AddUpright(this IHealthChecksBuilder checks, string name = "upright", IEnumerable<string>? tags = null) =>
        checks.AddCheck<UprightHealthCheck>(name, tags: tags ?? []);

    private static IServiceCollection Add(IServiceCollection services, UprightOptions options, Func<UprightOptions, UprightOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        var chosen = configure?.Invoke(options) ?? options;
        services.TryAddSingleton(_ => Uprighter.Create(chosen));
        services.TryAddSingleton<IUprighter>(provider => provider.GetRequiredService<Uprighter>());
        services.TryAddSingleton(provider => new DocumentUprighter(provider.GetRequiredService<Uprighter>()));
        return services.AddHostedService<UprightStart>();
    }

    [RequiresUnreferencedCode(ByReflection)]
    [RequiresDynamicCode(ByReflection)]
    private static UprightOptions Read(IConfiguration section)
    {
        try
        {
            return section.Get<UprightOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new UprightOptions();
        }
        catch (InvalidOperationException exception)
        {
            throw new UprightException(UprightError.InvalidOptions, exception.Message, exception);
        }
    }
}
