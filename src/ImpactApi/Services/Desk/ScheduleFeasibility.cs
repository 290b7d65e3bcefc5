using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Execution;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>Whether an order fits under its limits, and what would fit where it does not.</summary>
internal static class ScheduleFeasibility
{
    /// <summary>Whole lots take a little more room than the order.</summary>
    private const double RoundingRoom = 1.005;

    /// <summary>The share of the volume at which pov is done: the request's, else the cap, else the least that does.</summary>
    public static double PovShare(ScheduleSetup setup) =>
        setup.Request.Participation ?? setup.Request.MaxParticipation ?? Math.Min(1, SchedulePlanner.LeastParticipation(setup.Problem) * RoundingRoom);

    /// <summary>Null when the order fits, or when what fits is enough.</summary>
    public static Refusal? Check(ScheduleSetup setup, bool followsVolume)
    {
        if (setup.Request.MustComplete == false)
            return null;
        if (Left(setup.Problem) is > 0 and var left)
            return Infeasible(setup, "/maxParticipation", setup.Request.MaxParticipation, left);
        if (followsVolume && Left(setup.Problem with { ParticipationMax = PovShare(setup) }) is > 0 and var late)
            return Infeasible(setup, "/participation", PovShare(setup), late);
        return null;
    }

    private static double Left(ScheduleProblem problem)
    {
        double left = 1 - SchedulePlanner.Capacity(problem);
        return left > 0.5 * problem.LotFraction ? left : 0;
    }

    private static Refusal Infeasible(ScheduleSetup setup, string pointer, double? given, double left)
    {
        ScheduleProblem problem = setup.Problem;
        double least = Math.Ceiling(1e4 * Math.Min(1, SchedulePlanner.LeastParticipation(problem) * RoundingRoom)) / 1e4;
        string fits = DecimalText.Format(Math.Round((1 - left) * problem.Quantity, 8));
        FieldError error = new()
        {
            Pointer = pointer,
            Value = given is { } share ? FieldText.Of(share) : null,
            Expected = $"at least {least}, {(fits == "0" ? string.Empty : $"or a quantity of at most {fits}, ")}or a longer horizon, or mustComplete false",
            Message = $"{fits} of {DecimalText.Format(problem.Quantity)} units fit into {problem.Slots.Length} slices under the limits; the whole order fits at a participation of {least}",
        };
        return new Refusal(ProblemCode.ScheduleInfeasible, error.Message) { Errors = [error] };
    }
}
