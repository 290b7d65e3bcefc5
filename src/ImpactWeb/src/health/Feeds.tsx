import type { Instrument } from "../api/types.ts";
import { age, percentExact, quantity, time } from "../lib/format.ts";

/** Each instrument's feed and how old its last event is. */
export function Feeds({ instruments }: { instruments: readonly Instrument[] }) {
  const now = Date.now();
  return (
    <section class="card">
      <h2>Feeds</h2>
      <div class="scroll">
        <table>
          <thead><tr><th scope="col">Instrument</th><th scope="col">Last event</th><th scope="col">Age</th><th scope="col">Sessions</th><th scope="col">ADV</th><th scope="col">Volatility</th><th scope="col">Hours</th></tr></thead>
          <tbody>
            {instruments.map(instrument => (
              <tr>
                <th scope="row">{instrument.symbol}</th>
                <td>{time(instrument.lastEventTime)}</td>
                <td>{instrument.lastEventTime ? age((now - Date.parse(instrument.lastEventTime)) / 1_000) : "no data"}</td>
                <td>{instrument.sessions}</td>
                <td>{quantity(instrument.advUnits == null ? null : Math.round(instrument.advUnits))}</td>
                <td>{percentExact(instrument.dailyVolatility, 2)}</td>
                <td>{instrument.session}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
