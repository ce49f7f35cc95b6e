using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Upright.Server.Errors;
using Upright.Server.Limits;

namespace Upright.Server.Access;

/// <summary>Reads the key of a request: <c>Authorization: Bearer KEY</c>.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyRing keys, WrongKeys wrong)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Bearer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var address = Callers.AddressOf(Context);
        if (!header.StartsWith($"{Scheme} ", StringComparison.OrdinalIgnoreCase) || wrong.AreTooMany(address))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (keys.NameOf(header[(Scheme.Length + 1)..].Trim()) is not { } name)
        {
            wrong.Add(address);
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], Scheme);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (wrong.AreTooMany(Callers.AddressOf(Context)))
        {
            Response.Headers.RetryAfter = WrongKeys.Wait.ToString(CultureInfo.InvariantCulture);
            return Problems.Of(Refusal.TooManyRequests, "Too many wrong keys.").ExecuteAsync(Context);
        }

        Response.Headers.WWWAuthenticate = Scheme;
        return Problems.Of(Refusal.KeyNeeded).ExecuteAsync(Context);
    }
}
