using ImpactService.ImpactApi.Contracts;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>Answers one kind of the desk's questions, or says why there is no answer.</summary>
internal interface IDeskService<in TRequest, TAnswer>
    where TAnswer : class
{
    Task<Outcome<TAnswer>> AnswerAsync(TRequest request, CancellationToken cancellation);
}
