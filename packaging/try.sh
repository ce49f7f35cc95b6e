#!/usr/bin/env bash
# Tries the packages as somebody who has nothing but them: in an empty project, from a folder as the feed.
#   packaging/try.sh TRIAL…
# plain: Upright.All, published for this platform; no library of another comes along
# missing: Upright without native libraries ends with an error that names the package
# single, trimmed, aot: the same program as one file, trimmed, and as native code (needs a C compiler)
# tool: dotnet tool install     sample: samples/推理.cs copied elsewhere, in all by package
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
export MinVerVersionOverride=0.1.0 # as after a release: a stranger asks for no pre-release
platform=$(dotnet msbuild src/Upright.All -getProperty:NETCoreSdkPortableRuntimeIdentifier)
tried=$(mktemp -d)
trap 'rm -rf "$tried"' EXIT
mkdir "$tried/feed"
for package in Upright Upright.All; do
    dotnet pack "src/$package" -c Release -v q --nologo --no-build -o "$tried/feed"
done

# A cache of its own, so that no earlier build of the same version is taken; what is cached of others is not fetched again.
cache=$(dotnet nuget locals global-packages -l | sed 's/^[^:]*: //')
export NUGET_PACKAGES=$tried/cache
cat > "$tried/nuget.config" <<END
<configuration>
  <packageSources><add key="feed" value="$tried/feed" /></packageSources>
  <fallbackPackageFolders><clear /><add key="cache" value="$cache" /></fallbackPackageFolders>
</configuration>
END

program() { # NAME PACKAGE: an empty project with a package and the first lines of the library's page
    mkdir "$tried/$1"
    cat > "$tried/$1/program.csproj" <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="$2" Version="*" /></ItemGroup>
</Project>
END
    cat > "$tried/$1/program.cs" <<'END'
using Upright;
try
{
    using var upright = Uprighter.Create();
    var report = await upright.FixAsync(args[0], args[1]);
    Console.WriteLine($"{report.Estimate.Angle.Degrees:0.0} {report.Estimate.Decision}");
}
catch (UprightException exception)
{
    Console.WriteLine($"{exception.Error.Code}: {exception.Message}");
}
END
}

publish() { # NAME OPTION…
    dotnet publish "$tried/$1" -c Release -v q --nologo -r "$platform" -o "$tried/$1/out" "${@:2}"
}

answers() { # WORDS COMMAND…: what the command prints has the words
    said=$("${@:2}" 2>&1) || true
    echo "$said"
    [[ $said == *"$1"* ]] || { echo "It does not say '$1'."; exit 1; }
}

for trial in "$@"; do
    echo "== $trial"
    picture=$root/samples/test_input.jpg
    case $trial in
    plain)
        program plain Upright.All
        dotnet build "$tried/plain" -c Release -v q --nologo
        echo "bin: $(du -sh "$tried/plain/bin" | cut -f1)"
        answers '-8.4 Turn' "$tried/plain/bin/Release/net10.0/program" "$picture" "$tried/plain.jpg"
        publish plain --self-contained false
        echo "published: $(du -sh "$tried/plain/out" | cut -f1): $(ls "$tried/plain/out" | tr '\n' ' ')"
        [[ $platform == win-* || ! -e $tried/plain/out/onnxruntime.dll ]] || { echo "A library of Windows came along."; exit 1; }
        [ ! -d "$tried/plain/out/runtimes" ] || { echo "Libraries of other platforms came along."; exit 1; }
        answers '-8.4 Turn' "$tried/plain/out/program" "$picture" "$tried/plain.jpg"
        ;;
    missing)
        program missing Upright
        publish missing --self-contained false
        answers 'missing-library: A native library cannot be loaded. ONNX Runtime comes with the package Microsoft.ML.OnnxRuntime.' \
            "$tried/missing/out/program" "$picture" "$tried/missing.jpg"
        ;;
    single | trimmed | aot)
        program "$trial" Upright.All
        case $trial in
        single) publish single --self-contained -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true ;;
        trimmed) publish trimmed --self-contained -p:PublishTrimmed=true -p:TrimmerSingleWarn=false ;;
        aot) publish aot -p:PublishAot=true -p:TrimmerSingleWarn=false ;;
        esac
        echo "published: $(du -sh "$tried/$trial/out" | cut -f1)"
        answers '-8.4 Turn' "$tried/$trial/out/program" "$picture" "$tried/$trial.jpg"
        ;;
    tool)
        # Restored as ever: the repository's next build must not look for what lies in a folder that is gone by then.
        env -u NUGET_PACKAGES UPRIGHT_PLATFORMS=$platform dotnet pack src/Upright.Cli -c Release -v q --nologo -o "$tried/feed"
        ls -l "$tried/feed"
        (cd "$tried" && dotnet tool install Upright.Cli --tool-path "$tried/tool")
        echo "installed: $(du -sh "$tried/tool" | cut -f1)"
        answers 'Predicted angle: -8.4°' "$tried/tool/upright" detect "$picture"
        ;;
    sample)
        mkdir "$tried/sample"
        cp "$root/samples/推理.cs" "$tried/sample"
        cd "$tried/sample"
        answers '找不到 test_input.jpg' dotnet run 推理.cs
        cp "$picture" .
        answers 'Predicted angle: -8.4°' dotnet run 推理.cs
        ls output.jpeg output_angle.txt output_meta.json
        cd "$root"
        ;;
    *) echo "There is no trial '$trial'." && exit 2 ;;
    esac
done
