using Upright.Server;

await UprightServer.Build(args).RunAsync();
