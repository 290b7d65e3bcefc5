import { useEffect, useState } from "preact/hooks";

type Listener = (isReachable: boolean) => void;

const listeners = new Set<Listener>();
let isReachable = true;

export const reportReachable = () => report(true);
export const reportUnreachable = () => report(false);

function report(now: boolean): void {
  if (now === isReachable) return;
  isReachable = now;
  for (const listener of listeners) listener(now);
}

/** True while the last question reached the service. */
export function useConnection(): boolean {
  const [state, setState] = useState(isReachable);
  useEffect(() => {
    listeners.add(setState);
    return () => void listeners.delete(setState);
  }, []);
  return state;
}
