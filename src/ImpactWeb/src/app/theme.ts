import { useEffect, useState } from "preact/hooks";

export type Theme = "light" | "dark";

const NAME = "impact-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function chosen(): Theme {
  const stored = localStorage.getItem(NAME);
  return stored === "light" || stored === "dark" ? stored : system.matches ? "dark" : "light";
}

/** The system's theme until the user chooses one. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState(chosen);
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  useEffect(() => {
    const follow = () => setTheme(chosen());
    system.addEventListener("change", follow);
    return () => system.removeEventListener("change", follow);
  }, []);
  const toggle = () => {
    const other = theme === "dark" ? "light" : "dark";
    localStorage.setItem(NAME, other);
    setTheme(other);
  };
  return [theme, toggle];
}
