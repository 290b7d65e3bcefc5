using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>What administrators did.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder audit = routes.MapGroup("/audit").WithTags("Administration");
        audit.MapGet("", ListAsync)
            .Needs(ApiScopes.Admin)
            .WithName("listAudit")
            .WithSummary("What administrators did: keys made, rotated and revoked, models activated; latest first")
            .Refuses(ProblemCode.InvalidRequest, ProblemCode.StoreUnavailable);
    }

    private static async Task<Ok<AuditAnswer>> ListAsync([AsParameters] AuditLookup lookup, ImpactStore store, CancellationToken cancellation)
    {
        IReadOnlyList<AuditEntry> entries = await store.Audit.ListAsync(lookup.Rows, cancellation);
        return TypedResults.Ok(new AuditAnswer { Acts = [.. entries.Select(ToItem)] });
    }

    private static AuditItem ToItem(AuditEntry entry) => new()
    {
        Time = entry.Time,
        Actor = entry.Actor,
        Action = entry.Action,
        Subject = entry.Subject,
        Detail = JsonElement.Parse(entry.DetailJson),
    };
}

/// <summary>How much of the audit log.</summary>
internal sealed record AuditLookup([property: FromQuery(Name = "last"), Description("How many acts, 1 to 1000; absent: 100.")] string? Last) : IRequestPart
{
    private const int RowsMax = 1_000;
    private const int RowsDefault = 100;

    public int Rows => Last is null ? RowsDefault : int.Parse(Last, NumberStyles.None, CultureInfo.InvariantCulture);

    public Refusal? Check(IServiceProvider services) => LookupFaults.Refuse(LookupFaults.Unless(
        Last is null || (int.TryParse(Last, NumberStyles.None, CultureInfo.InvariantCulture, out int rows) && rows is >= 1 and <= RowsMax), "/query/last", Last, $"a whole number from 1 to {RowsMax}"));
}
