import { useEffect, useState } from "preact/hooks";

export type PageName = "ticket" | "compare" | "basket" | "health";

export interface Route {
  readonly page: PageName;
  readonly query: URLSearchParams;
}

const pages: readonly string[] = ["ticket", "compare", "basket", "health"];

/** The address holds the whole view, "#/page?fields", so a link opens the same again. */
export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  return { page: (pages.includes(path) ? path : "ticket") as PageName, query: new URLSearchParams(query) };
}

export function hashOf(page: PageName, query: URLSearchParams): string {
  const text = query.toString();
  return text ? `#/${page}?${text}` : `#/${page}`;
}

/** Keeps the address in step with a form without a history entry for each letter. */
export function replaceQuery(page: PageName, query: URLSearchParams): void {
  history.replaceState(null, "", hashOf(page, query));
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}
