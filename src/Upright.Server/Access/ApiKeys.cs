using Microsoft.AspNetCore.Authentication;

namespace Upright.Server.Access;

/// <summary>Asks for a key where keys are set.</summary>
internal static class ApiKeys
{
    public static IServiceCollection AddApiKeys(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(new KeyRing(settings.ApiKeys)).AddSingleton<WrongKeys>();

        // Not AddAuthentication, which brings keys for cookies and writes them to the home folder.
        services.AddAuthenticationCore(options => options.DefaultScheme = ApiKeyHandler.Scheme).AddWebEncoders().AddSingleton(TimeProvider.System);
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null);
        return services.AddAuthorization();
    }

    /// <summary>Requires a key of the endpoints, if there are keys at all.</summary>
    public static RouteGroupBuilder WithApiKeys(this RouteGroupBuilder group, ServerSettings settings) =>
        settings.ApiKeys.Count == 0 ? group : group.RequireAuthorization();
}
