using ImpactService.Benchmarks.Learner;

if (args is ["learner", ..])
    return LearnerBench.Run(args[1..]);
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
