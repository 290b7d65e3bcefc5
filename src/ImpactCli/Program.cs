using ImpactService.ImpactCli;

return await ImpactCommandLine.RunAsync(args, Console.Out, Console.Error);
