import { describe, expect, it } from "vitest";
import { CreditAccountId } from "../../../contract/ids.ts";
import { createBookQuestions } from "../../../register/store-credit/book-questions.ts";

const accountId = CreditAccountId.parse("credit_1");
const question = { type: "read-credit", id: "read-credit_1", accountId } as const;

/** A book whose head is known, and a relay that has it up to some entry; null while it is away. */
function openLine(headSeq: number, copiedSeq: number | null) {
  const state = { headSeq, copiedSeq };
  const sent: string[] = [];
  const head = () => ({ seq: state.headSeq, hash: "" });
  const questions = createBookQuestions({
    ledger: { head },
    copies: {
      settle: () => void sent.push("copies"),
      confirmed: () => (state.copiedSeq === null ? null : { seq: state.copiedSeq, hash: "" }),
    },
    line: {
      send({ type }) {
        if (state.copiedSeq !== null) sent.push(type);
        return state.copiedSeq !== null;
      },
    },
  });
  return { state, sent, questions };
}

describe("a question about copied books", () => {
  it("is asked after what is not copied yet was sent, and once where nothing is missing", () => {
    const { sent, questions } = openLine(7, 7);
    expect(questions.send(question)).toBe(true);
    questions.tick();
    expect(sent).toEqual(["copies", "read-credit"]);
  });

  it("is asked once more as soon as the relay has this till's newest entry, and no more", () => {
    const { state, sent, questions } = openLine(7, 6);
    questions.send(question);
    questions.tick();
    expect(sent).toEqual(["copies", "read-credit"]);
    // What came since is another question's.
    Object.assign(state, { headSeq: 8, copiedSeq: 7 });
    questions.tick();
    questions.tick();
    expect(sent).toEqual(["copies", "read-credit", "read-credit"]);
  });

  it("is forgotten where it could not be asked", () => {
    const { state, sent, questions } = openLine(7, null);
    expect(questions.send(question)).toBe(false);
    state.copiedSeq = 7;
    questions.tick();
    expect(sent).toEqual(["copies"]);
  });
});
