using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// A law as a fit sees it: size terms linear in non-negative coefficients θ given exponents φ, J = spread + Σθ·f(order; φ), I = spread + Σθ·g(order; φ).
/// The published values are the prior; its widths say how far a little evidence may move them.
/// </summary>
internal abstract class LawTemplate
{
    public abstract ImmutableArray<PriorValue> Exponents { get; }

    public abstract ImmutableArray<PriorValue> Coefficients { get; }

    /// <summary>Names of what <see cref="Report"/> writes.</summary>
    public abstract ImmutableArray<string> ReportNames { get; }

    /// <summary>f: what each coefficient adds to the slippage, bps per unit.</summary>
    public abstract void Slippage(in LawInput order, ReadOnlySpan<double> exponents, Span<double> basis);

    /// <summary>g: what each coefficient adds to the price shift, bps per unit.</summary>
    public abstract void PriceShift(in LawInput order, ReadOnlySpan<double> exponents, Span<double> basis);

    /// <summary>The parameters under their published names.</summary>
    public abstract double[] Report(ReadOnlySpan<double> exponents, ReadOnlySpan<double> coefficients);

    public abstract IImpactLaw Build(ReadOnlySpan<double> reported, SpreadTerm slippageSpread, SpreadTerm priceShiftSpread);

    public static LawTemplate Of(LawKind kind) => kind switch
    {
        LawKind.SquareRoot => new SquareRootTemplate(),
        LawKind.Almgren => new AlmgrenTemplate(),
        LawKind.IStar => new IStarTemplate(),
        LawKind.Propagator => new PropagatorTemplate(),
        LawKind.Power => new PowerTemplate(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not fitted by exponents and coefficients."),
    };
}

/// <summary>A published value, how far little evidence may move it (one standard deviation), and its bounds.</summary>
internal readonly record struct PriorValue(double Value, double Width, double Lower, double Upper)
{
    public static PriorValue Exponent(double value, double lower, double upper) => new(value, ExponentWidth, lower, upper);

    public static PriorValue Coefficient(double value, double width) => new(value, width, 0, double.PositiveInfinity);

    /// <summary>Published size exponents scatter between about 0.2 and 0.8.</summary>
    private const double ExponentWidth = 0.3;
}
