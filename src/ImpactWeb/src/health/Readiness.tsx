import type { Schema } from "../api/types.ts";
import { time, words } from "../lib/format.ts";

export function Readiness({ ready }: { ready: Schema["ReadyAnswer"] }) {
  const rows: readonly [string, string, boolean][] = [
    ["Service", words(ready.status ?? ""), ready.status === "ready"],
    ["Store", ready.storeReachable ? "reachable" : "not reachable: estimates go on from memory", ready.storeReachable === true],
    ["Live markets", `${ready.instrumentsWarm} of ${ready.instruments} warm`, ready.instrumentsWarm === ready.instruments],
    ["Highest rung", ready.rung ?? "–", ready.rung === "learned"],
    ["Answers that wait for the store", String(ready.recordsWaiting), ready.recordsWaiting === 0],
  ];
  return (
    <section class="card">
      <h2>Service</h2>
      <dl class="facts">
        {rows.map(([name, value, isGood]) => <><dt>{name}</dt><dd class={isGood ? "good-text" : "warn-text"}><span aria-hidden="true">{isGood ? "●" : "▲"}</span> {value}</dd></>)}
      </dl>
      <Alarms alarms={ready.alarms ?? []} />
      <RecentAlarms alarms={ready.recentAlarms ?? []} />
      {ready.modelFault ? <p class="badge bad">{ready.modelFault}</p> : null}
    </section>
  );
}

type Alarm = Schema["AlarmAnswer"];

function Alarms({ alarms }: { alarms: readonly Alarm[] }) {
  if (alarms.length === 0) return <p class="faint">No alarm stands.</p>;
  return <ul class="alarms" role="alert">{alarms.map(alarm => <li class="badge bad">{what(alarm)} <span class="faint">({words(alarm.code ?? "")}, since {time(alarm.since)})</span></li>)}</ul>;
}

function RecentAlarms({ alarms }: { alarms: readonly Alarm[] }) {
  if (alarms.length === 0) return <p class="faint">None has ended since the service started.</p>;
  return (
    <details class="recent-alarms" open>
      <summary>Ended lately: {alarms.length}</summary>
      <ul class="alarms">{alarms.map(alarm => <li>{what(alarm)} <span class="faint">({words(alarm.code ?? "")}, {time(alarm.since)} to {time(alarm.until)})</span></li>)}</ul>
    </details>
  );
}

const what = (alarm: Alarm) => `${alarm.subject ? `${alarm.subject}: ` : ""}${alarm.text ?? ""}`;
