/** What a spreadsheet takes for a formula, B16 (https://owasp.org/www-community/attacks/CSV_Injection). */
const formulaStart = /^\s*[=+\-@]/u;

/** Signs that would move the text around them, hide, or end the line where none should end. */
const harmful = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A figure of our own making: digits, a sign, a point. It stays a figure in a spreadsheet. */
export function figureCell(figure: string | number): string {
  return String(figure);
}

/**
 * A text as one cell. Control and direction signs become spaces; what a spreadsheet would compute
 * gets an apostrophe before it, which shows it as it is. `plainText` takes that off again.
 */
export function textCell(text: string): string {
  const plain = text.replace(harmful, " ");
  const shown = formulaStart.test(plain.replace(/^'+/u, "")) ? `'${plain}` : plain;
  return /[",;\n\r]|^\s|\s$/u.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

/** The text that `textCell` wrote. */
export function plainText(cell: string): string {
  const isCalmed = cell.startsWith("'") && formulaStart.test(cell.replace(/^'+/u, ""));
  return isCalmed ? cell.slice(1) : cell;
}

/** Whether a cell that we did not write would be computed by a spreadsheet. */
export function isFormula(cell: string): boolean {
  return cell.trim().length > 1 && formulaStart.test(cell);
}

/** One row, ended as RFC 4180 has it. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}
