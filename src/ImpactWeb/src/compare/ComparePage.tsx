export function ComparePage(_: { query: URLSearchParams }) { return null; }
