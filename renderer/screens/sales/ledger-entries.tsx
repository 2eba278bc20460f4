import type { EntryView, ShopView } from "../../../contract/views.ts";
import { formatHash } from "../../format/format-hash.ts";
import { CorrectedNote } from "../correct/correct-button.tsx";
import { entryWords } from "../../format/timeline.ts";
import { LedgerEntry } from "./ledger-entry.tsx";
import { salesWords } from "./sales-words.ts";

type Props = Readonly<{ entries: readonly EntryView[]; shop: ShopView }>;

/** What a sale did to the ledger: each entry with money, and in one place those without. */
export function LedgerEntries({ entries, shop }: Props) {
  const moving = entries.filter(({ postings }) => postings.length > 0);
  const still = entries.filter(({ postings }) => postings.length === 0);
  return (
    <>
      <h2 className="label">{salesWords.entries}</h2>
      <CorrectedNote />
      {moving.map((entry) => (
        <LedgerEntry key={entry.seq} entry={entry} shop={shop} />
      ))}
      {still.length > 0 && <StillEntries entries={still} />}
    </>
  );
}

function StillEntries({ entries }: Readonly<{ entries: readonly EntryView[] }>) {
  return (
    <section className="panel still" aria-label={salesWords.noMoney}>
      <h3 className="label">{salesWords.noMoney}</h3>
      <ul>
        {entries.map(({ seq, type, hash }) => (
          <li key={seq} className="meta">
            <span>
              {seq} {entryWords(type)}
            </span>
            <span className="mono">{formatHash(hash)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
