import { Check, Nfc, TriangleAlert } from "lucide-react";
import type { PickableReader, ReadersView } from "../../../contract/reader-views.ts";
import { chooseReader } from "../../actions/readers.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { digitBindings } from "../../keys/digit-bindings.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { modelName, readersWords, rowState } from "./readers-words.ts";

/** Every reader of the shop with what it is at; a digit chooses. */
export function ReaderList({ view }: Readonly<{ view: ReadersView }>) {
  const { readers } = view;
  useKeys(
    digitBindings((digit) => {
      const reader = readers[Number(digit) - 1];
      if (reader) void chooseReader(reader.readerId);
    }),
  );
  if (readers.length === 0) return <p className="meta">{readersWords.none}</p>;
  return (
    <ul className="reader-list" aria-label={readersWords.list}>
      {readers.map((reader, index) => (
        <ReaderRow key={reader.readerId} reader={reader} view={view} number={index + 1} />
      ))}
    </ul>
  );
}

type RowProps = Readonly<{ reader: PickableReader; view: ReadersView; number: number }>;

function ReaderRow({ reader, view, number }: RowProps) {
  const { readerId, label, deviceType } = reader;
  const isChosen = readerId === view.chosenId;
  const isAtRest = reader.isConnected || view.isConnecting || view.way === "relay";
  const { word, tone } = rowState(reader, view);
  return (
    <li className={isChosen ? "reader-row chosen" : "reader-row"}>
      <Nfc aria-hidden="true" />
      <span>
        <b>{label}</b>
        <span className="meta under">
          {modelName(deviceType)} <span className="mono">{readerId}</span>
        </span>
      </span>
      <span className={`reader-state ${tone}`}>
        {tone === "good" && <Check className="small" aria-hidden="true" />}
        {tone === "warn" && <TriangleAlert className="small" aria-hidden="true" />}
        {word}
      </span>
      {isChosen && isAtRest ? <span /> : <Choose {...{ reader, isChosen, number }} />}
    </li>
  );
}

type ChooseProps = Readonly<{ reader: PickableReader; isChosen: boolean; number: number }>;

function Choose({ reader: { readerId, label }, isChosen, number }: ChooseProps) {
  const word = isChosen ? readersWords.tryAgain : readersWords.use;
  return (
    <button
      type="button"
      className="button"
      aria-label={`${word} ${label}`}
      aria-keyshortcuts={String(number)}
      onClick={() => void chooseReader(readerId)}
    >
      {word}
      {number < 10 && <KeyCap name={String(number)} />}
    </button>
  );
}
