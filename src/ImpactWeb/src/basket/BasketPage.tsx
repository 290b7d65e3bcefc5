import { useEffect, useState } from "preact/hooks";
import { faultText } from "../lib/faults.ts";
import { emptyBasketForm, parseBasket, toBasketRequest, type BasketForm } from "../lib/basket.ts";
import { ProblemBox } from "../app/ProblemBox.tsx";
import { useInstruments } from "../ticket/useInstruments.ts";
import { BasketInput } from "./BasketInput.tsx";
import { BasketLines } from "./BasketLines.tsx";
import { BasketTotal } from "./BasketTotal.tsx";
import { useBasket } from "./useBasket.ts";

/** Many orders at once: paste or drop a CSV, see what could not be priced first, then the lines and the total. */
export function BasketPage({ query }: { query: URLSearchParams }) {
  const [text, setText] = useState("");
  const [form, setForm] = useState<BasketForm>(emptyBasketForm);
  const instruments = useInstruments();
  const { state, price, cancel } = useBasket();
  const parsed = parseBasket(text);
  const example = exampleOf(instruments?.map(instrument => instrument.symbol) ?? []);
  const isExampleWanted = query.has("example");
  useEffect(() => {
    if (isExampleWanted && example !== "" && text === "") setText(example);
  }, [isExampleWanted, example]);

  const faults = state.is === "refused" ? state.refusal.problem.errors : [];
  const faultAt = (pointer: string) => faults.filter(error => error.pointer === pointer).map(faultText)[0];
  return (
    <div class="basket" aria-busy={state.is === "running"}>
      <BasketInput text={text} form={form} parsed={parsed} faultAt={faultAt} example={example} isRunning={state.is === "running"}
        onText={setText} onForm={part => setForm({ ...form, ...part })} onPrice={() => void price(toBasketRequest(parsed.lines, form))} />
      {state.is === "running" ? (
        <div class="card row"><progress aria-label="Progress" max={1} value={state.progress} /><span role="status">Pricing {parsed.lines.length} lines …</span><button type="button" class="quiet" onClick={() => void cancel()}>Cancel</button></div>
      ) : null}
      {state.is === "ended" ? <p role="status" class="card">{state.text}</p> : null}
      {state.is === "refused" ? <ProblemBox problem={state.refusal.problem} /> : null}
      {state.is === "done" ? <><BasketTotal answer={state.answer} /><BasketLines answer={state.answer} /></> : null}
    </div>
  );
}

/** A basket of the first instruments there are, one line that cannot be priced among them. */
function exampleOf(symbols: readonly string[]): string {
  if (symbols.length === 0) return "";
  const rows = symbols.slice(0, 6).map((symbol, i) => `${i + 1},${symbol},${i % 2 === 0 ? "buy" : "sell"},0.0${i + 1}`);
  return ["id,instrument,side,advFraction", ...rows, `${rows.length + 1},UNKNOWN,buy,0.01`].join("\n");
}
