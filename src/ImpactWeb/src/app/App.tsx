import { useState } from "preact/hooks";
import { BasketPage } from "../basket/BasketPage.tsx";
import { ThemeContext } from "../charts/Chart.tsx";
import { ComparePage } from "../compare/ComparePage.tsx";
import { HealthPage } from "../health/HealthPage.tsx";
import { TicketPage } from "../ticket/TicketPage.tsx";
import { useConnection } from "./connection.ts";
import { KeyContext, KeyGate } from "./KeyGate.tsx";
import { hashOf, useRoute, type PageName, type Route } from "./router.ts";
import { useTheme } from "./theme.ts";

const tabs: readonly [PageName, string][] = [["ticket", "Ticket"], ["compare", "Compare"], ["basket", "Basket"], ["health", "Health"]];

export function App() {
  const route = useRoute();
  const [theme, toggleTheme] = useTheme();
  const [keys, setKeys] = useState(0);
  return (
    <ThemeContext.Provider value={theme}>
      <a class="skip" href="#main" onClick={event => { event.preventDefault(); document.getElementById("main")?.focus(); }}>Skip to content</a>
      <header>
        <strong class="brand">ImpactService</strong>
        <nav aria-label="Pages">
          {tabs.map(([page, name]) => <a href={hashOf(page, new URLSearchParams())} aria-current={route.page === page ? "page" : undefined}>{name}</a>)}
        </nav>
        <button type="button" class="quiet" onClick={toggleTheme} aria-label={`Switch to the ${theme === "dark" ? "light" : "dark"} theme`}>{theme === "dark" ? "☀" : "☾"}</button>
      </header>
      <Connection />
      <KeyGate onKey={() => setKeys(keys + 1)} />
      <main id="main" tabIndex={-1}><KeyContext.Provider value={keys}><Page route={route} /></KeyContext.Provider></main>
    </ThemeContext.Provider>
  );
}

/** A form reads the address once, when it is opened: another address is another form, so nothing typed can be overtaken by an older address. */
function Page({ route }: { route: Route }) {
  switch (route.page) {
    case "ticket": return <TicketPage key={route.opened} query={route.query} />;
    case "compare": return <ComparePage key={route.opened} query={route.query} />;
    case "basket": return <BasketPage query={route.query} />;
    case "health": return <HealthPage />;
  }
}

function Connection() {
  const isReachable = useConnection();
  return <div role="status" class="connection">{isReachable ? null : "Connection lost. Numbers below are from before; trying again …"}</div>;
}
