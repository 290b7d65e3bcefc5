namespace ImpactService.ImpactApi.Services;

/// <summary>The most recently used values, made once each however many ask at the same time. A value whose making failed is forgotten.</summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, Task<TValue> Value)>> entries = [];
    private readonly LinkedList<(TKey Key, Task<TValue> Value)> byUse = [];

    /// <param name="make">Runs without the caller's cancellation, because others may be waiting for the same value.</param>
    public Task<TValue> GetAsync(TKey key, Func<TKey, Task<TValue>> make)
    {
        lock (gate)
        {
            if (entries.TryGetValue(key, out LinkedListNode<(TKey Key, Task<TValue> Value)>? known) && !known.Value.Value.IsFaulted && !known.Value.Value.IsCanceled)
            {
                byUse.Remove(known);
                byUse.AddFirst(known);
                return known.Value.Value;
            }

            if (known is not null)
                byUse.Remove(known);
            Task<TValue> value = Task.Run(() => make(key));
            entries[key] = byUse.AddFirst((key, value));
            DropOldest();
            return value;
        }
    }

    private void DropOldest()
    {
        while (entries.Count > capacity)
        {
            entries.Remove(byUse.Last!.Value.Key);
            byUse.RemoveLast();
        }
    }
}
