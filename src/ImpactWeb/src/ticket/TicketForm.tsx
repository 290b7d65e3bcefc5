import type { Instrument } from "../api/types.ts";
import { Choice, Field, TextField } from "../app/fields.tsx";
import { percentExact, quantity, time } from "../lib/format.ts";
import type { SizeUnit, Ticket } from "../lib/ticket.ts";
import type { Faults } from "./TicketPage.tsx";

interface Props {
  readonly ticket: Ticket;
  readonly instruments: readonly Instrument[];
  readonly faults: Faults;
  readonly onChange: (part: Partial<Ticket>) => void;
}

export function TicketForm({ ticket, instruments, faults, onChange }: Props) {
  return (
    <form class="card ticket" aria-label="Order" onSubmit={event => event.preventDefault()}>
      <InstrumentField ticket={ticket} instruments={instruments} faults={faults} onChange={onChange} />
      <Choice name="side" label="Side" value={ticket.side} options={[["buy", "Buy"], ["sell", "Sell"]]} onValue={side => onChange({ side })} />
      <SizeField ticket={ticket} faults={faults} onChange={onChange} />
      <TextField id="horizon" label="Horizon" value={ticket.horizon} fault={faults.horizon} hint="such as 30m, 1h 30m or 0s for one sweep" onValue={horizon => onChange({ horizon })} />
      <Choice name="strategy" label="Strategy" value={ticket.strategy} options={[["aggressive", "Aggressive"], ["balanced", "Balanced"], ["passive", "Passive"], ["custom", "Other"]]}
        onValue={strategy => onChange({ strategy })} />
      {ticket.strategy === "custom"
        ? <TextField id="taker-fraction" label="Taker fraction (0 to 1)" inputMode="decimal" value={ticket.takerFraction} fault={faults.takerFraction} onValue={takerFraction => onChange({ takerFraction })} />
        : null}
      <TextField id="as-of" label="As of" value={ticket.asOf} fault={faults.asOf} list="as-of-words" hint="now, latest, or a time such as 2025-10-31T15:00:00Z" onValue={asOf => onChange({ asOf })} />
      <datalist id="as-of-words"><option value="now" /><option value="latest" /></datalist>
      <TextField id="threshold" label="Limit to watch, bps" inputMode="decimal" value={ticket.thresholdBps} fault={faults.thresholdBps} onValue={thresholdBps => onChange({ thresholdBps })} />
      <MoreFields ticket={ticket} faults={faults} onChange={onChange} />
    </form>
  );
}

function InstrumentField({ ticket, instruments, faults, onChange }: Props) {
  const known = instruments.find(instrument => instrument.symbol === ticket.instrument);
  const hint = known ? `ADV ${quantity(known.advUnits && Math.round(known.advUnits))}, volatility ${percentExact(known.dailyVolatility)} a day, last event ${time(known.lastEventTime)}` : "type to search";
  return (
    <>
      <TextField id="instrument" label="Instrument" value={ticket.instrument} fault={faults.instrument} list="instruments" hint={hint} onValue={instrument => onChange({ instrument: instrument.trim() })} />
      <datalist id="instruments">{instruments.map(instrument => <option value={instrument.symbol}>{instrument.currency} · {instrument.session}</option>)}</datalist>
    </>
  );
}

const units: readonly (readonly [SizeUnit, string])[] = [["advPercent", "% of ADV"], ["quantity", "units"], ["notional", "notional"]];

function SizeField({ ticket, faults, onChange }: Omit<Props, "instruments">) {
  return (
    <Field id="size" label="Size" fault={faults.size}>
      <div class="row">
        <input id="size" type="text" inputMode="decimal" autocomplete="off" value={ticket.size} aria-invalid={faults.size ? "true" : undefined} aria-describedby={faults.size ? "size-fault" : undefined}
          onInput={event => onChange({ size: event.currentTarget.value })} />
        <select aria-label="Unit of the size" value={ticket.unit} onChange={event => onChange({ unit: event.currentTarget.value as SizeUnit })}>
          {units.map(([unit, name]) => <option value={unit}>{name}</option>)}
        </select>
      </div>
    </Field>
  );
}

/** What most orders do not need: a limit, fees, and a market state of the user's own. */
function MoreFields({ ticket, faults, onChange }: Omit<Props, "instruments">) {
  const fields = [
    ["limit-price", "Limit price", "limitPrice"], ["fees", "Fees, bps", "feesBps"], ["adv", "ADV instead, units", "advUnits"],
    ["volatility", "Daily volatility instead, %", "dailyVolatilityPercent"], ["half-spread", "Half spread instead, bps", "halfSpreadBps"], ["price", "Arrival price instead", "price"],
  ] as const;
  const isOpen = fields.some(([, , name]) => ticket[name] !== "" || faults[name]);
  return (
    <details open={isOpen}>
      <summary>Limit, fees, what-if market</summary>
      {fields.map(([id, label, name]) => <TextField id={id} label={label} inputMode="decimal" value={ticket[name]} fault={faults[name]} onValue={value => onChange({ [name]: value })} />)}
    </details>
  );
}
