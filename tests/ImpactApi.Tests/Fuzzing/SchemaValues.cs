using System.Globalization;
using System.Text;
using System.Text.Json;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactApi.Fuzzing;

/// <summary>Bodies made from a schema: mostly of the right kind and often valid, since what a validator refuses tests nothing behind it.</summary>
internal sealed class SchemaValues(ApiOperations operations, SeededRandom random)
{
    /// <summary>Schemas may refer to themselves.</summary>
    private const int DepthMax = 6;

    /// <summary>Values that mean something to members of these names.</summary>
    private static readonly Dictionary<string, string[]> byName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["instrument"] = ["\"ELM\"", "\"ACORN-USD\"", "\"YOUNG/ONE\"", "\"EMPTY\"", "\"NOPE\""],
        ["side"] = ["\"buy\"", "\"sell\""],
        ["quantity"] = ["\"100\"", "\"2500\"", "\"0.5\"", "\"1000000000\""],
        ["notional"] = ["\"25000.5\"", "\"1000000\""],
        ["advFraction"] = ["\"0.01\"", "\"0.2\"", "\"5\""],
        ["horizon"] = ["\"PT5M\"", "\"PT0S\"", "\"PT1H30M\"", "\"PT30S\"", "\"P1D\""],
        ["horizons"] = ["[\"PT5M\",\"PT10M\"]", "[\"PT0S\"]"],
        ["quantities"] = ["[\"100\",\"200\"]", "[\"1\"]"],
        ["advFractions"] = ["[\"0.01\",\"0.05\"]"],
        ["asOf"] = ["\"latest\"", "\"latest\"", "\"2025-10-30T15:00:00Z\"", "\"2025-10-31T16:30:00Z\"", "null"],
        ["strategy"] = ["\"balanced\"", "\"passive\"", "\"aggressive\""],
        ["levels"] = ["[0.05,0.5,0.95]", "[0.5]"],
        ["thresholdsBps"] = ["[5,10,25]", "[-1]"],
        ["costAtRiskLevel"] = ["0.95", "0.9"],
        ["participations"] = ["[0.05,0.2]"],
        ["participation"] = ["0.1"],
        ["limitPrice"] = ["\"40.5\"", "2400"],
        ["takerFraction"] = ["0.3", "0", "1"],
    };

    private static readonly string[] numbers = ["0", "1", "0.5", "-1", "10", "0.95", "1e-9", "1000000", "1e12", "-0"];
    private static readonly string[] texts = ["\"\"", "\"a\"", "\"1\"", "\"0.25\"", "\"latest\"", "\"2025-10-30T15:00:00Z\"", "\"PT10M\"", "\"ELM\"", "\"csv\""];

    public string Write(JsonElement schema)
    {
        StringBuilder json = new();
        Append(json, schema, name: "", depth: 0);
        return json.ToString();
    }

    private void Append(StringBuilder json, JsonElement schema, string name, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            json.Append(Pick(texts));
            return;
        }

        JsonElement known = operations.Resolve(schema);
        if (byName.TryGetValue(name, out string[]? values) && random.NextInt32(10) < 9)
            json.Append(Pick(values));
        else if (depth > DepthMax)
            json.Append("null");
        else if (known.TryGetProperty("enum", out JsonElement allowed))
            json.Append(allowed[random.NextInt32(allowed.GetArrayLength())].GetRawText());
        else if (known.TryGetProperty("oneOf", out JsonElement one))
            Append(json, one[random.NextInt32(one.GetArrayLength())], name, depth + 1);
        else
            AppendKind(json, known, name, depth);
    }

    private void AppendKind(StringBuilder json, JsonElement schema, string name, int depth)
    {
        switch (schema.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null)
        {
            case "object": AppendObject(json, schema, depth); break;
            case "array": AppendArray(json, schema, name, depth); break;
            case "boolean": json.Append(random.NextInt32(2) == 0 ? "true" : "false"); break;
            case "integer" or "number": json.Append(Number(schema)); break;
            default: json.Append(schema.TryGetProperty("example", out JsonElement example) && random.NextInt32(3) > 0 ? example.GetRawText() : Pick(texts)); break;
        }
    }

    /// <summary>Required members nearly always; of the others about one in three.</summary>
    private void AppendObject(StringBuilder json, JsonElement schema, int depth)
    {
        HashSet<string> required = schema.TryGetProperty("required", out JsonElement names) ? [.. names.EnumerateArray().Select(n => n.GetString()!)] : [];
        json.Append('{');
        int start = json.Length;
        if (schema.TryGetProperty("properties", out JsonElement properties))
        {
            foreach (JsonProperty member in properties.EnumerateObject().Where(m => random.NextInt32(30) < (required.Contains(m.Name) ? 29 : 10)))
            {
                json.Append(json.Length > start ? "," : "").Append('"').Append(member.Name).Append("\":");
                Append(json, member.Value, member.Name, depth + 1);
            }
        }

        json.Append('}');
    }

    private void AppendArray(StringBuilder json, JsonElement schema, string name, int depth)
    {
        int count = random.NextInt32(10) == 0 ? 60 : random.NextInt32(4);
        json.Append('[');
        for (int i = 0; i < count; i++)
        {
            json.Append(i > 0 ? "," : "");
            Append(json, schema.TryGetProperty("items", out JsonElement items) ? items : default, name.TrimEnd('s'), depth + 1);
        }

        json.Append(']');
    }

    private string Number(JsonElement schema)
    {
        double low = schema.TryGetProperty("minimum", out JsonElement minimum) ? minimum.GetDouble() : double.NaN, high = schema.TryGetProperty("maximum", out JsonElement maximum) ? maximum.GetDouble() : double.NaN;
        return random.NextInt32(4) == 0 || double.IsNaN(low + high) ? Pick(numbers) : (low + (high - low) * random.NextInt32(1_001) / 1_000).ToString("R", CultureInfo.InvariantCulture);
    }

    private string Pick(string[] values) => values[random.NextInt32(values.Length)];
}
