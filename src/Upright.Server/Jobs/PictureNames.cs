namespace Upright.Server.Jobs;

/// <summary>Names of pictures in results. A caller's names may be anything: paths out of the folder that a ZIP is unpacked in, twice the same.</summary>
internal sealed class PictureNames
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A bare file name like the one given, and no other picture's.</summary>
    public string Safe(string given)
    {
        var bare = given[(given.LastIndexOfAny(['/', '\\', ':']) + 1)..];
        bare = string.Concat(bare.Where(letter => !char.IsControl(letter))).Trim('.', ' ');
        var name = bare.Length == 0 ? "picture" : bare;
        for (var copy = 2; !taken.Add(name); copy++)
        {
            name = $"{Path.GetFileNameWithoutExtension(bare)} ({copy}){Path.GetExtension(bare)}";
        }

        return name;
    }
}
