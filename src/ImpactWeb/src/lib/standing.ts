export type Mood = "good" | "warn" | "bad";

const moodOfSupport: Readonly<Record<string, Mood>> = { inside: "good", edge: "warn", outside: "bad" };

export function supportMood(support: string | null | undefined): Mood {
  return moodOfSupport[support ?? "outside"] ?? "bad";
}

/** One colour for what a number stands on: that of the worst of rung, support and age of the market. */
export function standingMood(rung: string, support: string | null | undefined, isStale = false): Mood {
  const bySupport = supportMood(support);
  if (isStale || bySupport === "bad") return "bad";
  return rung === "learned" ? bySupport : "warn";
}

/** The same in words. */
export function standingText(rung: string, support: string | null | undefined, isStale = false): string {
  return `${rung}, ${support ?? "unknown"}${isStale ? ", stale" : ""}`;
}
