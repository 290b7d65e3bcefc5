import { useEffect, useState } from "preact/hooks";
import { apiKey } from "../api/client.ts";

const UNAUTHORISED = "impact-unauthorised";

/** Called by whoever is refused for want of a key. */
export function askForKey(): void {
  dispatchEvent(new Event(UNAUTHORISED));
}

/** Asks for the API key where the service wants one; kept for this browser tab only. */
export function KeyGate({ onKey }: { onKey: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const [key, setKey] = useState("");
  useEffect(() => {
    const open = () => { apiKey.forget(); setOpen(true); };
    addEventListener(UNAUTHORISED, open);
    return () => removeEventListener(UNAUTHORISED, open);
  }, []);
  if (!isOpen) return null;
  const submit = (event: Event) => {
    event.preventDefault();
    apiKey.set(key.trim());
    setKey("");
    setOpen(false);
    onKey();
  };
  return (
    <form class="card key-gate" onSubmit={submit}>
      <label for="api-key">This service asks for an API key. It is kept until this tab is closed.</label>
      <div class="row">
        <input id="api-key" type="password" autocomplete="off" required value={key} onInput={event => setKey(event.currentTarget.value)} />
        <button type="submit">Use key</button>
      </div>
    </form>
  );
}
