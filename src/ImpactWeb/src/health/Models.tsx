import type { Schema } from "../api/types.ts";
import { fixed, percentExact, time } from "../lib/format.ts";
import { Calibration } from "./Calibration.tsx";
import { numberIn } from "../lib/promotion.ts";

/** All models, the one that answers first marked, its calibration below. */
export function Models({ models }: { models: Schema["ModelsAnswer"] }) {
  const list = models.models ?? [];
  return (
    <section class="card">
      <h2>Models</h2>
      {models.fault ? <p class="badge bad">{models.fault}</p> : null}
      {models.activeModelId == null ? <p class="badge warn">No model answers: all estimates stand on published laws.</p> : null}
      <div class="scroll">
        <table>
          <thead><tr><th scope="col">Model</th><th scope="col">Backtest</th><th scope="col">CRPS, bps</th><th scope="col">Skill over the best law</th><th scope="col">90 % covers</th><th scope="col">Trained through</th></tr></thead>
          <tbody>
            {list.map(model => (
              <tr class={model.id === models.activeModelId ? "own" : undefined}>
                <th scope="row">{model.id}{model.id === models.activeModelId ? " (answers)" : ""}</th>
                <td>{model.status}{model.activatedAnyway ? ", activated anyway" : ""}</td>
                <td>{optional(numberIn(model.promotion, "crpsBps"), value => fixed(value, 3))}</td>
                <td>{optional(numberIn(model.promotion, "skillOverBestLaw"), percentExact)}</td>
                <td>{optional(numberIn(model.promotion, "coverage90"), percentExact)}</td>
                <td>{time(model.trainedThrough)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {models.activeModelId == null ? null : <Calibration modelId={models.activeModelId} />}
    </section>
  );
}

function optional(value: number | undefined, format: (value: number) => string): string {
  return value === undefined ? "–" : format(value);
}
