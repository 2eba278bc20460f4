import { beforeEach, describe, expect, it } from "vitest";
import { LineId } from "../../../contract/ids.ts";
import { goTo, scanAnywhere } from "../../../renderer/actions/navigate.ts";
import { afterNotes, keepNotes, notesShown } from "../../../renderer/actions/notes.ts";
import { carryBy } from "../../../renderer/api.ts";
import { useDrafts } from "../../../renderer/store/drafts-store.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useUi } from "../../../renderer/store/ui-store.ts";
import { createFakeTill, registerOf, saleOf } from "../support/fake-till.ts";

const sale = saleOf("sale_1");
const lineId = LineId.parse("line_1");
const text = { line: "no sugar", sale: "call at five", name: "", email: "" };

/** The notes panel over a sale of one line, with what was typed into it. */
function openNotes() {
  const till = createFakeTill(sale);
  carryBy(till.transport);
  const done = () => ({ ok: true, value: sale }) as const;
  till.answers["sales.set-note"] = done;
  till.answers["sales.scan"] = done;
  useRegister.setState({ view: registerOf(sale) });
  useUi.setState({ place: "sale", panel: "notes", notice: null });
  useDrafts.setState({ notes: { saleId: sale.saleId, lineId, text } });
  return till;
}

describe("notes that were typed", () => {
  beforeEach(() => {
    useDrafts.setState({ notes: null });
  });

  it("are kept before a key leads on to another screen", async () => {
    const { asked } = openNotes();
    let isGone = false;
    await afterNotes(() => (isGone = true));
    expect(asked).toEqual(["sales.set-note", "sales.set-note"]);
    expect(isGone).toBe(true);
    expect(useDrafts.getState().notes).toBeNull();
  });

  it("hold the clerk there where the register says no, and stay", async () => {
    const till = openNotes();
    till.answers["sales.set-note"] = () => ({ ok: false, refusal: "bad-input" });
    let isGone = false;
    await afterNotes(() => (isGone = true));
    expect(isGone).toBe(false);
    expect(useUi.getState()).toMatchObject({ panel: "notes", notice: { code: "bad-input" } });
    expect(useDrafts.getState().notes?.text).toEqual(text);
  });

  it("say no to an address without a name, and lose neither", async () => {
    const { asked } = openNotes();
    const typed = { ...text, email: "ada@example.com" };
    useDrafts.setState({ notes: { saleId: sale.saleId, lineId, text: typed } });
    expect(await keepNotes()).toBe("bad-input");
    expect(asked).toEqual([]);
    expect(useDrafts.getState().notes?.text).toEqual(typed);
  });

  it("are kept before what a scan adds", async () => {
    const { asked } = openNotes();
    await scanAnywhere("4006381333931");
    expect(asked).toEqual(["sales.set-note", "sales.set-note", "sales.scan"]);
    expect(useUi.getState().panel).toBeNull();
  });

  it("are there again after any other way out, of the same sale and line alone", () => {
    openNotes();
    goTo("reports");
    const { notes } = useDrafts.getState();
    const [line = null] = sale.lines;
    expect(notesShown(notes, sale, line)).toEqual(text);
    expect(notesShown(notes, sale, null)).toEqual({ ...text, line: "" });
    expect(notesShown(notes, saleOf("sale_2"), line)).toMatchObject({ sale: "", line: "" });
  });

  it("of another sale are never written on this one", async () => {
    const { asked } = openNotes();
    useRegister.setState({ view: registerOf(saleOf("sale_2")) });
    await keepNotes();
    expect(asked).toEqual([]);
  });
});
