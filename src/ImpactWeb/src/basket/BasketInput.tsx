import { Choice, Field, TextField } from "../app/fields.tsx";
import type { BasketForm, ParsedBasket } from "../lib/basket.ts";

interface Props {
  readonly text: string;
  readonly form: BasketForm;
  readonly parsed: ParsedBasket;
  readonly example: string;
  readonly isRunning: boolean;
  readonly faultAt: (pointer: string) => string | undefined;
  readonly onText: (text: string) => void;
  readonly onForm: (part: Partial<BasketForm>) => void;
  readonly onPrice: () => void;
}

export function BasketInput({ text, form, parsed, example, isRunning, faultAt, onText, onForm, onPrice }: Props) {
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) onText(await file.text());
  };
  const isEmpty = parsed.lines.length === 0;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isEmpty && !isRunning) onPrice();
  };
  return (
    <form class="card basket-input" aria-label="Basket" onSubmit={submit}>
      <Field id="lines" label="Orders" fault={faultAt("/lines") ?? (isEmpty ? parsed.fault : undefined)} hint={isEmpty ? "paste rows or drop a CSV file: instrument, side and one of quantity, notional, advFraction; id if you like" : `${parsed.lines.length} lines. ${parsed.fault}`}>
        <textarea id="lines" rows={7} spellcheck={false} value={text} onInput={event => onText(event.currentTarget.value)} onDragOver={event => event.preventDefault()} onDrop={event => void drop(event)} />
      </Field>
      <div class="basket-form">
        <TextField id="horizon" label="Horizon" value={form.horizon} fault={faultAt("/horizon")} onValue={horizon => onForm({ horizon })} />
        <Choice name="strategy" label="Strategy" value={form.strategy} options={[["aggressive", "Aggressive"], ["balanced", "Balanced"], ["passive", "Passive"]]} onValue={strategy => onForm({ strategy })} />
        <TextField id="as-of" label="As of" value={form.asOf} fault={faultAt("/asOf")} onValue={asOf => onForm({ asOf })} />
        <TextField id="currency" label="Currency of the total" value={form.currency} fault={faultAt("/currency")} placeholder="first line's" onValue={currency => onForm({ currency })} />
        <TextField id="rates" label="Rates" value={form.rates} fault={faultAt("/currencyRates")} placeholder="EUR=1.08, GBP=1.27" onValue={rates => onForm({ rates })} />
        <div class="row">
          <button type="submit" disabled={isEmpty || isRunning}>Price basket</button>
          <button type="button" class="quiet" disabled={example === ""} onClick={() => onText(example)}>Example</button>
        </div>
      </div>
    </form>
  );
}
