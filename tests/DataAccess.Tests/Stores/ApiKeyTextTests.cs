using ImpactService.DataAccess.Stores;

namespace ImpactService.Tests.DataAccess.Stores;

public class ApiKeyTextTests
{
    [Fact]
    public void Create_Keys_AreOfTheFormAndDiffer()
    {
        string[] keys = [.. Enumerable.Range(0, 1_000).Select(_ => ApiKeyText.Create())];
        Assert.All(keys, k => Assert.Matches("^impact_[0-9a-f]{12}_[0-9a-f]{64}$", k));
        Assert.All(keys, k => Assert.True(ApiKeyText.IsKey(k)));
        Assert.Equal(keys.Length, keys.Select(k => k[20..]).Distinct().Count());
    }

    [Fact]
    public void Matches_AnyCharacterChanged_IsFalse()
    {
        string key = ApiKeyText.Create();
        byte[] hash = ApiKeyText.HashOf(key);
        Assert.True(ApiKeyText.Matches(key, hash));
        for (int i = 0; i < key.Length; i++)
        {
            string other = key[..i] + (key[i] == '0' ? '1' : '0') + key[(i + 1)..];
            Assert.False(ApiKeyText.IsKey(other) && ApiKeyText.Matches(other, hash), $"position {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("impact_")]
    [InlineData("impact_0123456789ab_")]
    [InlineData("impact_0123456789ab_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde")]
    [InlineData("impact_0123456789ab_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0")]
    [InlineData("impact_0123456789ab_0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("impact-0123456789ab-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("impact_0123456789a\u00e4_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void IsKey_OtherForms_IsFalse(string text) => Assert.False(ApiKeyText.IsKey(text));
}
