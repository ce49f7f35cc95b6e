namespace Upright;

/// <summary>The first use of a library of native code, which may be missing beside the program.</summary>
internal static class NativeStart
{
    /// <summary>Starts a library.</summary>
    /// <param name="start">Its first use.</param>
    /// <param name="library">Its name.</param>
    /// <param name="package">The package that brings it.</param>
    /// <exception cref="UprightException"><see cref="UprightError.MissingLibrary"/></exception>
    public static T Of<T>(Func<T> start, string library, string package)
    {
        try
        {
            return start();
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            // The loader's own message lists forty places that it looked at; the first line says what it looked for.
            var cause = exception.GetBaseException().Message.Split('\n')[0].Trim();
            throw new UprightException(UprightError.MissingLibrary, $"{library} comes with the package {package}. ({cause})", exception);
        }
    }
}
