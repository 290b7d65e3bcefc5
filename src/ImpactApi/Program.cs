return await ImpactService.ImpactApi.Hosting.ImpactApp.RunAsync(args);
