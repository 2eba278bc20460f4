import { encodeQR } from "qr";

/** The dark squares of a QR code as one SVG path, a unit a square; `size` counts the quiet zone in. */
export type QrShape = Readonly<{ size: number; path: string }>;

/** What ISO/IEC 18004 asks for around the code, in squares. */
const QUIET_ZONE = 4;

/** Medium correction: a scratched or reflecting screen may hide an eighth of it. */
export function qrShape(text: string): QrShape {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET_ZONE });
  return { size: rows.length, path: rows.flatMap(runsOf).join("") };
}

/** Squares side by side are one run: no hairline shows between them at any size. */
function runsOf(row: readonly boolean[], y: number): string[] {
  return row.flatMap((isDark, x) => {
    if (!isDark || row[x - 1] === true) return [];
    const end = row.indexOf(false, x);
    return [`M${x} ${y}h${end - x}v1h-${end - x}z`];
  });
}
