using System.CommandLine;
using System.Globalization;
using System.Resources;

namespace Upright.Cli;

/// <summary>The language of help, messages, report and review: `--language`, otherwise what the surroundings ask for, otherwise English.</summary>
internal static class Language
{
    private const string English = "en";
    private const string Chinese = "zh";
    private const string Name = "--language";

    // As POSIX has it: the first that is set decides.
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    static Language() => Words.Add(new ResourceManager("Upright.Cli.Words", typeof(Language).Assembly));

    /// <summary>The option; it is read before the command line is, whose help it is about.</summary>
    public static Option<string?> Option
    {
        get
        {
            Option<string?> option = new(Name) { Description = "The language of texts for people, en or zh; otherwise by LC_ALL or LANG.", HelpName = $"{English}|{Chinese}", Recursive = true };
            option.AcceptOnlyFromAmong(English, Chinese);
            return option;
        }
    }

    /// <summary>Speaks the language of the surroundings, in the whole process.</summary>
    public static void UseOfSurroundings()
    {
        if (Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) is { } locale)
        {
            CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = Culture(locale);
        }
    }

    /// <summary>Speaks the language that a command line names, if it does.</summary>
    public static void UseOf(string[] arguments)
    {
        var at = Array.FindIndex(arguments, argument => argument == Name || argument.StartsWith(Name + "=", StringComparison.Ordinal));
        var given = at < 0 ? null : arguments[at].Length > Name.Length ? arguments[at][(Name.Length + 1)..] : arguments.ElementAtOrDefault(at + 1);
        if (given is English or Chinese)
        {
            CultureInfo.CurrentUICulture = Culture(given);
        }
    }

    private static CultureInfo Culture(string locale) =>
        locale.StartsWith(Chinese, StringComparison.OrdinalIgnoreCase) ? new CultureInfo(Chinese) : CultureInfo.InvariantCulture;
}
