namespace ImpactService.ImpactApi.Bus;

/// <summary>Settings of the message bus, section "Impact:Bus". Without an address there is none.</summary>
internal sealed class BusOptions
{
    /// <summary>Address of the broker, such as amqp://user:password@host:5672/vhost. Null: no bus; one machine needs none.</summary>
    public string? Uri { get; set; }

    /// <summary>Beginning of the names of exchanges and queues, where several services share a broker.</summary>
    public string Name { get; set; } = "impact";

    /// <summary>Messages that the broker sends ahead of their acknowledgement.</summary>
    public int Prefetch { get; set; } = 16;

    public bool IsOn => !string.IsNullOrEmpty(Uri);

    /// <exception cref="InvalidOperationException">A setting is not valid.</exception>
    public void Check()
    {
        if (IsOn && !(System.Uri.TryCreate(Uri, UriKind.Absolute, out Uri? address) && address.Scheme is "amqp" or "amqps"))
            throw new InvalidOperationException("setting Impact:Bus:Uri is no address of a broker; valid: amqp://user:password@host:5672/vhost or amqps://...");
        if (Name.Length is 0 or > 64 || !Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            throw new InvalidOperationException($"setting Impact:Bus:Name is '{Name}'; valid: 1 to 64 of A-Z a-z 0-9 . - _");
        if (Prefetch is < 1 or > 1_000)
            throw new InvalidOperationException($"setting Impact:Bus:Prefetch is {Prefetch}; valid: 1 to 1000");
    }
}
