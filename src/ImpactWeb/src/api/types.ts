import type { components } from "./schema.d.ts";

/** The contract's types by their names there; nothing is declared twice. */
export type Schema = components["schemas"];
export type EstimateRequest = Schema["EstimateRequest"];
export type EstimateAnswer = Schema["EstimateAnswer"];
export type CostForecast = Schema["CostForecast"];
export type Instrument = Schema["InstrumentAnswer"];
export type Problem = Schema["Problem"];
export type Rung = EstimateAnswer["rung"];
export type Support = Schema["SupportAnswer"]["overall"];
