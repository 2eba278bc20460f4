import gs1 from "gs1-barcode-parser-mod";
import { ok, refuse, type Result } from "../../contract/result.ts";

/** Application identifiers and their raw values. */
export type Gs1Elements = ReadonlyMap<string, string>;

const GROUP_SEPARATOR = "\u001d";
/** What a scanner says the symbol is: GS1-128, DataBar, GS1 DataMatrix, GS1 QR, and Dot Code. */
const symbology = /^\](?:C1|e0|d2|Q3|J1)/;
/** Without that: it begins like a GTIN, and something follows it. */
const bareForm = /^01\d{14}./;
const humanForm = /^\(01\)\d{14}/;
/** `https://any.host/any/path/01/<GTIN>`; short names of identifiers are of an older form. */
const linkForm = /^https?:\/\/[^/?#]+\/(?:[^?#]*\/)?01\/(\d{8,14})(?:[/?#]|$)/i;

/**
 * The elements of a GS1 symbol; undefined where the text is none. The package knows which values
 * have which length; of what it makes of them only the raw text is used, so that no clock decides.
 */
export function gs1Elements(code: string): Result<Gs1Elements, "unreadable-code"> | undefined {
  if (linkForm.test(code)) return ok(elementsOfLink(code));
  const text = code.replace(symbology, "");
  const bare = text.startsWith(GROUP_SEPARATOR) ? text.slice(1) : text;
  if (bare === code && !bareForm.test(bare) && !humanForm.test(bare)) return undefined;
  try {
    const { parsedCodeItems } = gs1.parseBarcode(bare);
    return ok(new Map(parsedCodeItems.map(({ ai, raw }) => [ai, raw] as const)));
  } catch (problem) {
    return refuse("unreadable-code", String(problem).slice(0, 80));
  }
}

/** Path and query hold pairs of identifier and value (GS1 Digital Link: URI syntax, 4). */
function elementsOfLink(code: string): Gs1Elements {
  const elements = new Map<string, string>();
  const [path = "", query = ""] = code.split("#", 1)[0]?.split("?", 2) ?? [];
  const parts = path.split("/").slice(3);
  const from = parts.indexOf("01");
  for (let at = from; at + 1 < parts.length; at += 2) put(parts[at], parts[at + 1]);
  for (const pair of query.split(/[&;]/)) put(...pair.split("=", 2));
  return elements;

  function put(ai?: string, value?: string): void {
    if (ai === undefined || value === undefined || !/^\d{2,4}$/.test(ai)) return;
    elements.set(ai, ai === "01" ? value.padStart(14, "0") : decoded(value));
  }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
