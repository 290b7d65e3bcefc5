import { useEffect, useState } from "preact/hooks";

export type PageName = "ticket" | "compare" | "basket" | "health";

export interface Route {
  readonly page: PageName;
  readonly query: URLSearchParams;
  /** Which address of this window it is: 0 the first, 1 the next. */
  readonly opened: number;
}

const pages: readonly string[] = ["ticket", "compare", "basket", "health"];

/** The address holds the whole view, "#/page?fields", so a link opens the same again. */
export function parseRoute(hash: string, opened = 0): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  return { page: (pages.includes(path) ? path : "ticket") as PageName, query: new URLSearchParams(query), opened };
}

export function hashOf(page: PageName, query: URLSearchParams): string {
  const text = query.toString();
  return text ? `#/${page}?${text}` : `#/${page}`;
}

/** Keeps the address in step with a form without a history entry for each letter. Call it in a layout effect: what is seen is then in the address already, and a reload at once keeps it. */
export function replaceQuery(page: PageName, query: URLSearchParams): void {
  history.replaceState(null, "", hashOf(page, query));
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(last => parseRoute(location.hash, last.opened + 1));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}
