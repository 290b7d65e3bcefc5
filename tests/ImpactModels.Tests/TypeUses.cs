using System.Reflection;
using System.Reflection.Emit;

namespace ImpactService.Tests.ImpactModels;

/// <summary>
/// Which types the compiled code of a type really uses: bases, fields, signatures, locals, caught exceptions, and the owner of everything its method bodies call.
/// Constants leave no trace in compiled code, and a value that is only handed on from one call to the next is no use of its type.
/// </summary>
internal static class TypeUses
{
    private const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Constructed types are taken apart: List&lt;Trade[]&gt; gives List and Trade.</summary>
    public static IEnumerable<Type> Of(Type type) =>
        Ancestors(type)
            .Concat(type.GetFields(Own).Select(field => field.FieldType))
            .Concat(Methods(type).SelectMany(method => Signature(method).Concat(Body(type, method))))
            .SelectMany(Parts)
            .Distinct();

    private static IEnumerable<Type> Ancestors(Type type) => type.BaseType is { } parent ? [parent, .. type.GetInterfaces()] : type.GetInterfaces();

    private static IEnumerable<MethodBase> Methods(Type type) => [.. type.GetConstructors(Own), .. type.GetMethods(Own)];

    private static IEnumerable<Type> Signature(MethodBase method)
    {
        IEnumerable<Type> parameters = method.GetParameters().Select(parameter => parameter.ParameterType);
        return method is MethodInfo { ReturnType: { } result } ? parameters.Append(result) : parameters;
    }

    private static IEnumerable<Type> Body(Type type, MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
            return [];
        Type[] ofType = type.GetGenericArguments();
        Type[] ofMethod = method is MethodInfo { IsGenericMethod: true } ? method.GetGenericArguments() : [];
        return body.LocalVariables.Select(local => local.LocalType)
            .Concat(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType!))
            .Concat(Tokens(body.GetILAsByteArray()!).SelectMany(token => Named(type.Module.ResolveMember(token, ofType, ofMethod))));
    }

    private static IEnumerable<Type> Named(MemberInfo? member) => member switch
    {
        Type named => [named],
        FieldInfo field => [field.DeclaringType!],
        MethodBase method => [method.DeclaringType!, .. method.IsGenericMethod ? method.GetGenericArguments() : Type.EmptyTypes],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        return type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }

    /// <summary>Metadata tokens of fields, methods and types in the order of the instructions.</summary>
    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (int at = 0; at < il.Length;)
        {
            OpCode code = Codes[il[at] == 0xFE ? (short)(0xFE00 | il[at + 1]) : il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return BitConverter.ToInt32(il, at);
            at += code.OperandType == OperandType.InlineSwitch ? 4 + 4 * BitConverter.ToInt32(il, at) : OperandBytes(code.OperandType);
        }
    }

    private static int OperandBytes(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
