import { useState } from "react";
import type { CustomerView, LineView, RegisterView, SaleView } from "../../../contract/views.ts";
import { closePanel } from "../../actions/navigate.ts";
import { setCustomer, setNote } from "../../actions/sell-more.ts";
import { api } from "../../api.ts";
import { BackButton } from "../../components/back-button.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import type { RefusalCode } from "../../format/words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { sellingWords } from "./selling-words.ts";
import { useMarkedLine } from "./use-marked-line.ts";

type Draft = Readonly<{ line: string; sale: string; name: string; email: string }>;

/** A note on the marked line, one on the sale, and whom the sale is for. */
export function NotesPanel({ view }: Readonly<{ view: RegisterView }>) {
  const { sale } = view;
  const line = useMarkedLine(sale);
  const [draft, setDraft] = useState(() => draftOf(sale, line));
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const change = (part: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...part }));
  };
  const keep = async () => {
    const refused = await keepAll(draft, line, view);
    setRefusal(refused);
    if (refused === null) closePanel();
  };
  useKeys({ Enter: () => void keep(), Escape: closePanel });
  return (
    <main className="work">
      <div className="place-head">
        <BackButton onPress={closePanel} />
        <h1>{sellingWords.notes}</h1>
      </div>
      <div className="entry-panels note-panels">
        <section className="panel note-fields" aria-label={sellingWords.notes}>
          <Field
            name={sellingWords.saleNote}
            value={draft.sale}
            isFirst
            onText={(text) => change({ sale: text })}
          />
          {line && (
            <Field
              name={sellingWords.lineNote(line.name)}
              value={draft.line}
              onText={(text) => change({ line: text })}
            />
          )}
        </section>
        <CustomerFields draft={draft} onChange={change} />
      </div>
      <div className="actions entry-actions">
        {refusal ? (
          <RefusalNote code={refusal} />
        ) : (
          <p className="meta grow">{sellingWords.notesHint}</p>
        )}
        <PrimaryButton name={sellingWords.keep} keyName="Enter" onPress={() => void keep()} />
      </div>
    </main>
  );
}

function draftOf({ note, customer }: SaleView, line: LineView | null): Draft {
  return {
    line: line?.note ?? "",
    sale: note ?? "",
    name: customer?.name ?? "",
    email: customer?.email ?? "",
  };
}

/** Only what is different is sent; the first no stops. */
async function keepAll(
  draft: Draft,
  line: LineView | null,
  { sale }: RegisterView,
): Promise<RefusalCode | null> {
  const before = draftOf(sale, line);
  const name = draft.name.trim();
  const email = draft.email.trim() || null;
  const customer = name === "" ? null : { name, email };
  const steps: (() => Promise<RefusalCode | null>)[] = [];
  if (draft.sale !== before.sale) steps.push(() => setNote(null, draft.sale));
  if (draft.line !== before.line) steps.push(() => setNote(line, draft.line));
  const isSame = draft.name === before.name && draft.email === before.email;
  if (!isSame) steps.push(() => setCustomer(customer));
  for (const step of steps) {
    const refused = await step();
    if (refused !== null) return refused;
  }
  return null;
}

type FieldsProps = Readonly<{ draft: Draft; onChange: (part: Partial<Draft>) => void }>;

function CustomerFields({ draft, onChange }: FieldsProps) {
  const [known, setKnown] = useState<readonly CustomerView[]>([]);
  const find = async (name: string) => {
    onChange({ name });
    const text = name.trim();
    const answer = text === "" ? null : await api("customers.find", { text, limit: 5 });
    setKnown(answer?.ok ? answer.value : []);
  };
  return (
    <section className="panel note-fields" aria-label={sellingWords.customer}>
      <Field
        name={sellingWords.customerName}
        value={draft.name}
        onText={(name) => void find(name)}
      />
      <Field
        name={sellingWords.email}
        value={draft.email}
        onText={(email) => onChange({ email })}
      />
      <div className="known" role="group" aria-label={sellingWords.known}>
        {known.map(({ customerId, name, email }) => (
          <button
            key={customerId}
            type="button"
            className="button"
            onClick={() => onChange({ name: name ?? "", email: email ?? "" })}
          >
            {name} {email && <span className="meta">{email}</span>}
          </button>
        ))}
      </div>
    </section>
  );
}

type FieldProps = Readonly<{
  name: string;
  value: string;
  isFirst?: boolean;
  onText: (text: string) => void;
}>;

function Field({ name, value, isFirst = false, onText }: FieldProps) {
  return (
    <label className="field">
      <span>{name}</span>
      <input
        autoComplete="off"
        autoFocus={isFirst}
        maxLength={120}
        value={value}
        onChange={(event) => {
          onText(event.target.value);
        }}
      />
    </label>
  );
}
