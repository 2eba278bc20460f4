import { useState } from "react";
import type { CustomerView, RegisterView } from "../../../contract/views.ts";
import { closePanel } from "../../actions/navigate.ts";
import { keepNotes, notesShown } from "../../actions/notes.ts";
import { api } from "../../api.ts";
import { BackButton } from "../../components/back-button.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import type { RefusalCode } from "../../format/words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useDrafts, type NotesText } from "../../store/drafts-store.ts";
import { sellingWords } from "./selling-words.ts";
import { useMarkedLine } from "./use-marked-line.ts";

/**
 * A note on the marked line, one on the sale, and whom the sale is for. What is typed stays though
 * Esc, a scan or the lock takes the panel away.
 */
export function NotesPanel({ view }: Readonly<{ view: RegisterView }>) {
  const { sale } = view;
  const line = useMarkedLine(sale);
  const typed = useDrafts(({ notes }) => notes);
  const draft = notesShown(typed, sale, line);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const change = (part: Partial<NotesText>) => {
    // An answer to what was typed before may be late: the newest text counts.
    const now = notesShown(useDrafts.getState().notes, sale, line);
    const lineId = line?.lineId ?? null;
    useDrafts.setState({ notes: { saleId: sale.saleId, lineId, text: { ...now, ...part } } });
  };
  const keep = async () => {
    const refused = await keepNotes();
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

type FieldsProps = Readonly<{ draft: NotesText; onChange: (part: Partial<NotesText>) => void }>;

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
