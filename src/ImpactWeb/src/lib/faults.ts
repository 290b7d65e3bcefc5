import type { Schema } from "../api/types.ts";

/** A fault as it stands beside a field: what was sent, and what would be valid. */
export function faultText(error: Schema["FieldError"]): string {
  return error.value ? `"${error.value}" is not valid; expected ${error.expected}` : `Expected ${error.expected}`;
}
