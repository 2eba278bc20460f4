import type { LineView, SaleView } from "../../contract/views.ts";
import type { RefusalCode } from "../format/words.ts";
import { useDrafts, type NotesDraft, type NotesText } from "../store/drafts-store.ts";
import { useUi } from "../store/ui-store.ts";
import { openSale, showRefusal } from "./open-sale.ts";
import { setCustomer, setNote } from "./sell-more.ts";

/** What stands on the sale and the line. */
function notesOf({ note, customer }: SaleView, line: LineView | null): NotesText {
  return {
    line: line?.note ?? "",
    sale: note ?? "",
    name: customer?.name ?? "",
    email: customer?.email ?? "",
  };
}

/** What is typed of it, else what stands there; another line has a note of its own. */
export function notesShown(
  draft: NotesDraft | null,
  sale: SaleView,
  line: LineView | null,
): NotesText {
  const kept = notesOf(sale, line);
  if (draft?.saleId !== sale.saleId) return kept;
  return draft.lineId === (line?.lineId ?? null) ? draft.text : { ...draft.text, line: kept.line };
}

/** Only what is different is sent; the first no stops, and what was typed stays. */
export async function keepNotes(): Promise<RefusalCode | null> {
  const { notes } = useDrafts.getState();
  const sale = openSale();
  if (notes !== null && notes.saleId === sale?.saleId) {
    const refused = await keepAll(notes, sale);
    if (refused !== null) return refused;
  }
  // What was typed while the register answered is kept by the next press.
  if (useDrafts.getState().notes === notes) useDrafts.setState({ notes: null });
  return null;
}

async function keepAll({ text, lineId }: NotesDraft, sale: SaleView): Promise<RefusalCode | null> {
  const line = sale.lines.find((one) => one.lineId === lineId) ?? null;
  const before = notesOf(sale, line);
  const steps: (() => Promise<RefusalCode | null>)[] = [];
  if (text.sale !== before.sale) steps.push(() => setNote(null, text.sale));
  if (line && text.line !== before.line) steps.push(() => setNote(line, text.line));
  if (isNobodys(text)) return "bad-input";
  const isSame = text.name === before.name && text.email === before.email;
  if (!isSame) steps.push(() => setCustomer(customerOf(text)));
  for (const step of steps) {
    const refused = await step();
    if (refused !== null) return refused;
  }
  return null;
}

/** An address is a customer's: without a name there is nobody to keep it for. */
function isNobodys({ name, email }: NotesText): boolean {
  return name.trim() === "" && email.trim() !== "";
}

function customerOf(text: NotesText) {
  const name = text.name.trim();
  return name === "" ? null : { name, email: text.email.trim() || null };
}

/** Keeps what was typed before a key leads on from the notes; a no is shown there. */
export async function afterNotes(act: () => unknown): Promise<void> {
  const isTyped = useUi.getState().panel === "notes" && useDrafts.getState().notes !== null;
  const refused = isTyped ? await keepNotes() : null;
  if (refused === null) act();
  else showRefusal(refused, "");
}
