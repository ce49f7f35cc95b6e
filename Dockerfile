# The service, on CPUs. Build in the repository's root: docker build -t upright .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props .editorconfig ./
COPY docs/errors.md docs/
COPY models/*.onnx models/
COPY src/Upright src/Upright
COPY src/Upright.All/buildTransitive src/Upright.All/buildTransitive
COPY src/Upright.Server src/Upright.Server
RUN dotnet publish src/Upright.Server -c Release -p:MinVerSkip=true -p:DebugType=none -p:PublishDocumentationFiles=false -r linux-x64 --self-contained false -o /service

# ImageMagick's library, 39 MB, is for HEIC alone, which the service reads only where it is told to: docker build --build-arg HEIC=true
ARG HEIC=false
RUN [ "$HEIC" = true ] || rm -f /service/Magick.Native*

# Debian's libraries without a shell or a package manager; "app" is not root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /service
COPY --from=build /service .
# Few arenas: libvips and ONNX Runtime work on many threads, and each arena of glibc keeps what it once had. The thresholds are
# glibc's own, but fixed: it would raise them to 32 MB and keep large pictures' memory (bench/README.md).
ENV Urls=http://+:8080 AllowedHosts=* MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072 DOTNET_TieredPGO=0
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["./Upright.Server"]
