import type { Ticket } from "../lib/ticket.ts";
import type { Way } from "../lib/ways.ts";

export function SchedulePanel(_: { ticket: Ticket; way: Way }) { return null; }
