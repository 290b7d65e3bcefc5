using ImpactService.ImpactCli;

#if WITH_MLNET
ImpactService.ImpactModels.MLNet.MlNetLearners.Register();
#endif
return await ImpactCommandLine.RunAsync(args, Console.Out, Console.Error);
