using System.ComponentModel;
using ImpactService.ImpactApi.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace ImpactService.ImpactApi.Validation.Desk;

/// <summary>Which basket.</summary>
internal sealed record BasketLookup([property: FromRoute(Name = "id"), Description("The answer's jobId.")] string Id) : IRequestPart
{
    public Guid JobId => Guid.Parse(Id);

    public Refusal? Check(IServiceProvider services) => LookupFaults.Refuse(
        LookupFaults.Unless(Guid.TryParseExact(Id, "D", out _), "/path/id", Id, "a UUID such as 01936d2e-5c00-7000-8000-000000000000"));
}
