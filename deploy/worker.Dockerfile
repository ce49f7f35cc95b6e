# The tool `upright`, for workers and commands of a fleet. Build from the repository's root:
#   docker build -f deploy/worker.Dockerfile -t upright .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
# Without its history there is no tag that the version could come from.
RUN dotnet publish src/Upright.Cli -c Release -p:MinVerSkip=true -p:DebugType=none -p:PublishDocumentationFiles=false -r linux-x64 --self-contained false -o /app

FROM mcr.microsoft.com/dotnet/runtime:10.0-noble-chiseled
COPY --from=build /app /app
USER $APP_UID
ENTRYPOINT ["/app/Upright.Cli"]
