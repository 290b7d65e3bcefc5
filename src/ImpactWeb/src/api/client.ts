import type { Problem } from "./types.ts";

const KEY_NAME = "impact-api-key";

/** An answer that is a refusal: problem+json as the API gives it. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** No answer at all: the service or the way to it is down. */
export class Unreachable extends Error {}

/** Said on the window when the service refuses for want of a key that opens. */
export const UNAUTHORISED = "impact-unauthorised";

/** The key lives as long as the browser's tab, and nowhere else. */
export const apiKey = {
  get: () => sessionStorage.getItem(KEY_NAME),
  set: (key: string) => sessionStorage.setItem(KEY_NAME, key),
};

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return send<T>(path, { method: "GET" }, signal);
}

export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return send<T>(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }, signal);
}

export async function remove<T>(path: string, signal?: AbortSignal): Promise<T> {
  return send<T>(path, { method: "DELETE" }, signal);
}

async function send<T>(path: string, init: RequestInit, signal?: AbortSignal): Promise<T> {
  const headers = new Headers(init.headers);
  const key = apiKey.get();
  if (key) headers.set("Authorization", `Bearer ${key}`);
  const response = await reach(path, { ...init, headers, ...(signal ? { signal } : {}) });
  const text = await response.text();
  const body = parse(text);
  if (response.ok || isHealth(body)) return body as T;
  if (response.status === 401 && apiKey.get() === key) unauthorised();
  throw isProblem(body) ? new Refused(body) : new Refused(unexplained(response));
}

/** An answer to a question with an older key says nothing of the one that is there now. */
function unauthorised(): void {
  const wasGiven = apiKey.get() !== null;
  sessionStorage.removeItem(KEY_NAME);
  dispatchEvent(new CustomEvent(UNAUTHORISED, { detail: { wasGiven } }));
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
    throw new Unreachable("The service cannot be reached.");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** /health/ready answers 503 with its body while it is not ready. */
function isHealth(body: unknown): boolean {
  return typeof body === "object" && body !== null && "storeReachable" in body;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "errors" in body && "detail" in body;
}

function unexplained(response: Response): Problem {
  const detail = `The service answered ${response.status} without an explanation.`;
  return { type: "about:blank", title: response.statusText, status: response.status, detail, code: "unexplained", errors: [], traceId: "" };
}
