/** Lines of a CSV file after RFC 4180, with the newline that Stripe's files have. */
export function csvOf(columns: readonly string[], rows: Iterable<readonly string[]>): string {
  const lines = [columns.map(cell).join(",")];
  for (const row of rows) lines.push(row.map(cell).join(","));
  return `${lines.join("\n")}\n`;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const digitsByCurrency = new Map<string, number>();

function digitsOf(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  digitsByCurrency.set(currency, digits);
  return digits;
}

/** Reports speak in major units, where the API speaks in minor ones: 1250 eur is `12.50`. */
export function majorUnits(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  const sign = minor < 0 ? "-" : "";
  const figures = String(Math.abs(minor)).padStart(digits + 1, "0");
  if (digits === 0) return sign + figures;
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-22 10:00:00` in a time zone; nothing for no time. */
export function timeIn(zone: string, seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return "";
  const date = new Date(seconds * 1000);
  if (zone === "Etc/UTC" || zone === "UTC")
    return date.toISOString().slice(0, 19).replace("T", " ");
  let format = formats.get(zone);
  if (format === undefined) {
    // Sweden writes times as ISO 8601 does.
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "medium",
    });
    formats.set(zone, format);
  }
  return format.format(date);
}
