using FluentValidation;
using FluentValidation.Results;
using ImpactService.ImpactApi.Contracts.Desk;

namespace ImpactService.ImpactApi.Validation.Desk;

/// <summary>An order is judged by the rules of an estimate, under its own pointer.</summary>
internal sealed class OrderRequestValidator : AbstractValidator<OrderRequest>
{
    private static readonly EstimateRequestValidator rules = new();

    public OrderRequestValidator() => RuleFor(o => o).Custom((order, context) =>
    {
        foreach (ValidationFailure failure in rules.Validate(order.ToEstimate()).Errors)
        {
            failure.PropertyName = context.PropertyChain.BuildPropertyPath(failure.PropertyName);
            context.AddFailure(failure);
        }
    });
}
