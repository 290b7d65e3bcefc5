using ImpactService.ImpactApi.Hosting;

await ImpactApp.Build(args).RunAsync();
