import { createContext } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { apiKey, UNAUTHORISED } from "../api/client.ts";
import { Field } from "./fields.tsx";

/** Counts the keys that were given: with each, open questions are asked again, and what stands in forms stays. */
export const KeyContext = createContext(0);

/** Asks for the API key where the service wants one; kept for this browser tab only. */
export function KeyGate({ onKey }: { onKey: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const [wasRefused, setRefused] = useState(false);
  const [key, setKey] = useState("");
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const open = (event: Event) => {
      setOpen(true);
      if (event instanceof CustomEvent && event.detail.wasGiven) setRefused(true);
    };
    addEventListener(UNAUTHORISED, open);
    return () => removeEventListener(UNAUTHORISED, open);
  }, []);
  useEffect(() => {
    if (isOpen && document.activeElement === document.body) box.current?.focus();
  }, [isOpen]);
  if (!isOpen) return null;
  const submit = (event: Event) => {
    event.preventDefault();
    apiKey.set(key.trim());
    setKey("");
    setOpen(false);
    setRefused(false);
    onKey();
  };
  return (
    <form class="card key-gate" aria-label="API key" onSubmit={submit}>
      <Field id="api-key" label="This service asks for an API key" fault={wasRefused ? "The service did not accept this key; it may be mistyped, revoked or expired." : undefined} hint="It is kept until this tab is closed, and never in the address.">
        <div class="row">
          <input ref={box} id="api-key" type="password" autocomplete="off" spellcheck={false} required value={key} aria-invalid={wasRefused ? "true" : undefined} aria-describedby={wasRefused ? "api-key-fault" : undefined}
            onInput={event => setKey(event.currentTarget.value)} />
          <button type="submit">Use key</button>
        </div>
      </Field>
    </form>
  );
}
