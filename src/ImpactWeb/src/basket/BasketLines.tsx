import { useState } from "preact/hooks";
import { CopyButton } from "../app/CopyButton.tsx";
import { arrange, basketCsvRows, type BasketAnswer, type BasketLine, type SortKey } from "../lib/basket.ts";
import { toCsv } from "../lib/csv.ts";
import { standingMood, standingText } from "../lib/standing.ts";
import { fixed, money, percentExact, quantity } from "../lib/format.ts";

/** More rows than this are not drawn; the filter and the CSV reach the rest. */
const ROWS_SHOWN = 500;

const headings: readonly (readonly [SortKey | null, string])[] = [["index", "Line"], ["instrument", "Instrument"], [null, "Side"], [null, "Quantity"], ["notional", "Notional"], ["meanBps", "Mean, bps"], [null, "Std dev"], ["costMoney", "Cost"], [null, "Of ADV"], [null, "Stands on"]];

/** Columns that are no numbers. */
const texts: readonly string[] = ["Instrument", "Side"];

export function BasketLines({ answer }: { answer: BasketAnswer }) {
  const [sort, setSort] = useState<{ key: SortKey; isDescending: boolean }>({ key: "index", isDescending: false });
  const [filter, setFilter] = useState("");
  const lines = arrange(answer.lines, sort.key, sort.isDescending, filter);
  const currency = answer.total?.currency ?? "";
  const by = (key: SortKey) => setSort({ key, isDescending: sort.key === key && !sort.isDescending });
  return (
    <section class="card">
      <div class="card-head">
        <h2>Lines</h2>
        <input type="text" class="filter" aria-label="Filter lines" placeholder="filter" value={filter} onInput={event => setFilter(event.currentTarget.value)} />
        <CopyButton text={() => toCsv(basketCsvRows(answer))} label="Copy as CSV" />
      </div>
      <div class="scroll">
        <table class="lines">
          <caption class="faint">Refused lines first. Bps of the arrival price; every line pays the impact of all lines of its instrument and side.{lines.length > ROWS_SHOWN ? ` The first ${ROWS_SHOWN} of ${lines.length} are shown.` : ""}</caption>
          <thead>
            <tr>{headings.map(([key, name]) => <th scope="col" class={texts.includes(name) ? "text" : undefined} aria-sort={key === sort.key ? (sort.isDescending ? "descending" : "ascending") : undefined}>{key ? <button type="button" class="link" onClick={() => by(key)}>{name}</button> : name}</th>)}</tr>
          </thead>
          <tbody>{lines.slice(0, ROWS_SHOWN).map(line => line.refusal ? <RefusedRow line={line} /> : <PricedRow line={line} currency={currency} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function RefusedRow({ line }: { line: BasketLine }) {
  return (
    <tr class="refused">
      <th scope="row">{line.id ?? line.index + 1}</th><td class="text">{line.instrument ?? "–"}</td><td class="text">{line.side ?? "–"}</td>
      <td colSpan={headings.length - 3} class="text"><span aria-hidden="true">■</span> {line.refusal?.detail} <code>{line.refusal?.code}</code></td>
    </tr>
  );
}

function PricedRow({ line, currency }: { line: BasketLine; currency: string }) {
  const result = line.result!;
  return (
    <tr>
      <th scope="row">{line.id ?? line.index + 1}</th><td class="text">{line.instrument}</td><td class="text">{line.side}</td><td>{quantity(result.quantity)}</td><td>{money(result.notional, currency)}</td>
      <td>{fixed(result.slippage.meanBps, 2)}</td><td>{fixed(result.slippage.standardDeviationBps, 1)}</td><td>{money(result.costMoney, currency)}</td><td>{percentExact(result.advFraction, 2)}</td>
      <td class={`${standingMood(result.rung, result.support.overall, result.stale)}-text`}>{standingText(result.rung, result.support.overall, result.stale)}</td>
    </tr>
  );
}
