using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services.Desk;
using ImpactService.ImpactApi.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>How an order is cut into slices.</summary>
internal static class ScheduleEndpoints
{
    public static void MapSchedules(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/schedules", CreateAsync)
            .WithTags("Schedules")
            .WithName("createSchedule")
            .WithSummary("Child slices under the order's limits, by up to six strategies, and the efficient frontier")
            .Accepts<ScheduleRequest>("application/json")
            .Produces<ScheduleAnswer>()
            .Refuses([.. DeskProblems.OfAnOrder, ProblemCode.ScheduleInfeasible]);
    }

    private static async Task<Results<Ok<ScheduleAnswer>, ProblemResult>> CreateAsync(JsonBody<ScheduleRequest> body, ScheduleService service, CancellationToken cancellation)
    {
        Outcome<ScheduleAnswer> answer = await service.PlanAsync(body.Value, cancellation);
        return answer.Value is null ? new ProblemResult(answer.Refusal!) : TypedResults.Ok(answer.Value);
    }
}
