const parts = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?:in)?)?(?:(\d+)s)?$/;

/**
 * What people type ("30m", "1h 30m", "90 min", "0s") as ISO 8601; ISO text goes through as it is.
 * Anything else is given back unchanged, so that the service explains what it expects.
 */
export function toIso(text: string): string {
  const compact = text.replaceAll(/\s+/g, "").toLowerCase();
  const match = parts.exec(compact);
  if (!match || compact === "") return text.trim();
  const [, days, hours, minutes, seconds] = match;
  const time = (hours ? `${hours}H` : "") + (minutes ? `${minutes}M` : "") + (seconds ? `${seconds}S` : "");
  return `P${days ? `${days}D` : ""}${time ? `T${time}` : ""}`;
}

/** "PT1H30M" as "1h 30m"; what is not ISO goes through. */
export function fromIso(iso: string): string {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(iso);
  if (!match) return iso;
  const [, days, hours, minutes, seconds] = match;
  const text = [days && `${days}d`, hours && `${hours}h`, minutes && `${minutes}m`, seconds && `${seconds}s`].filter(Boolean).join(" ");
  return text || iso;
}
