namespace Upright.Server.Errors;

/// <summary>The service refuses a request.</summary>
internal sealed class RefusedException(Refusal refusal) : Exception(refusal.Summary)
{
    public Refusal Refusal => refusal;
}
