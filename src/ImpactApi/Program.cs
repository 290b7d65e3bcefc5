#if WITH_MLNET
ImpactService.ImpactModels.MLNet.MlNetLearners.Register();
#endif
return await ImpactService.ImpactApi.Hosting.ImpactApp.RunAsync(args);
