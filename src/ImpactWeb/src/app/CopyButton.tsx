import { useState } from "preact/hooks";

/** How long the button says that it has copied. */
const SAID_MS = 1_500;

export function CopyButton({ text, label }: { text: () => string; label: string }) {
  const [said, setSaid] = useState<string>();
  const copy = async () => {
    setSaid(await write(text()) ? "Copied" : "The browser did not allow it");
    setTimeout(() => setSaid(undefined), SAID_MS);
  };
  return <button type="button" class="quiet" onClick={copy}><span aria-live="polite">{said ?? label}</span></button>;
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (failure) {
    if (failure instanceof DOMException || failure instanceof TypeError) return false;
    throw failure;
  }
}
