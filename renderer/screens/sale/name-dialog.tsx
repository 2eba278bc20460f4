import { useState } from "react";
import type { ParkedSaleView } from "../../../contract/parking-views.ts";
import { renameParked } from "../../actions/parking.ts";
import { CloseButton, OverDialog } from "../../components/over-dialog.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import type { RefusalCode } from "../../format/words.ts";
import { useCover } from "../../keys/use-cover.ts";
import { sellingWords as words } from "./selling-words.ts";

type Props = Readonly<{ parked: ParkedSaleView; onClose: () => void }>;

/** Words that tell this parked sale from the others: a bag, a table, a coat. */
export function NameDialog({ parked, onClose }: Props) {
  useCover();
  const [label, setLabel] = useState(parked.label);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const keep = () =>
    void renameParked(parked, label).then((refused) => {
      setRefusal(refused);
      if (refused === null) onClose();
    });
  const foot = (
    <>
      <CloseButton name={words.back} onPress={onClose} />
      <PrimaryButton name={words.keepName} keyName="Enter" onPress={keep} />
    </>
  );
  return (
    <OverDialog isOpen title={words.parkAs} onClose={onClose} foot={foot}>
      <form
        className="dialog-body risk"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <label className="field">
          <span>{words.parkAs}</span>
          <input
            autoFocus
            autoComplete="off"
            maxLength={40}
            value={label}
            onChange={(event) => {
              setLabel(event.target.value);
            }}
          />
        </label>
        <p className="meta">{words.parkedHint}</p>
        {refusal && <RefusalNote code={refusal} />}
      </form>
    </OverDialog>
  );
}
