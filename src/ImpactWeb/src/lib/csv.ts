/** CSV by RFC 4180: quoted fields, doubled quotes, either line end; blank lines are no rows. Tabs separate where the first line has them, as a pasted spreadsheet does. */
export function parseCsv(text: string): string[][] {
  const separator = (text.split(/\r?\n/, 1)[0] ?? "").includes("\t") ? "\t" : ",";
  const rows: string[][] = [];
  let row: string[] = [], field = "", isQuoted = false;
  const endField = () => { row.push(field.trim()); field = ""; };
  const endRow = () => { endField(); if (row.some(cell => cell !== "")) rows.push(row); row = []; };
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (isQuoted && c === "\"" && text[i + 1] === "\"") { field += c; i++; }
    else if (c === "\"") isQuoted = !isQuoted;
    else if (isQuoted) field += c;
    else if (c === separator) endField();
    else if (c === "\n") endRow();
    else if (c !== "\r") field += c;
  }
  endRow();
  return rows;
}

export function toCsv(rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  return rows.map(row => row.map(quote).join(",")).join("\n") + "\n";
}

function quote(value: string | number | null | undefined): string {
  const text = value == null ? "" : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
}
