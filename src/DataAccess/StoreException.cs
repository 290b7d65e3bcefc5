namespace ImpactService.DataAccess;

/// <summary>The store cannot be used for a reason that its operator can change; the message is one line that says what is wrong and what to do.</summary>
public sealed class StoreException : Exception
{
    public StoreException(string message)
        : base(message)
    {
    }

    public StoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
