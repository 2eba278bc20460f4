import { PencilLine, Trash2 } from "lucide-react";
import { useState } from "react";
import { ListBox, ListBoxItem } from "react-aria-components";
import type { ParkedSaleView } from "../../../contract/parking-views.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { closePanel } from "../../actions/navigate.ts";
import { askGiveUp, recall } from "../../actions/parking.ts";
import { BackButton } from "../../components/back-button.tsx";
import { LockedLines } from "../../components/locked-lines.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatDate, formatTime } from "../../format/format-time.ts";
import type { RefusalCode } from "../../format/words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useUi } from "../../store/ui-store.ts";
import { NameDialog } from "./name-dialog.tsx";
import { SaleSums } from "./sale-sums.tsx";
import { saleWords } from "./sale-words.ts";
import { sellingWords } from "./selling-words.ts";

/** The parked sales: the marked one is shown as a ticket before it is taken up. */
export function ParkedScreen({ view }: Readonly<{ view: RegisterView }>) {
  const parked = useUi((state) => state.parked);
  const chosenId = useUi((state) => state.markedParkedId);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const chosen = parked.find(({ sale }) => sale.saleId === chosenId) ?? parked.at(-1) ?? null;
  const take = () => {
    if (chosen) void recall(chosen).then(setRefusal);
  };
  const remove = () => {
    if (chosen) askGiveUp(chosen);
  };
  const [isNaming, setNaming] = useState(false);
  const name = () => setNaming(chosen !== null);
  useKeys({ Enter: take, Escape: closePanel, Delete: remove, N: name });
  return (
    <div className="till sell">
      <LookedAt parked={chosen} view={view} />
      <main className="work">
        <div className="place-head">
          <BackButton onPress={closePanel} />
          <h1>{sellingWords.parked}</h1>
        </div>
        {parked.length === 0 ? (
          <div className="empty">
            <b>{sellingWords.nothingParked}</b>
            <span>{sellingWords.nothingParkedAdvice}</span>
          </div>
        ) : (
          <ParkedList parked={parked} chosen={chosen} onTake={take} />
        )}
        {refusal ? (
          <RefusalNote code={refusal} />
        ) : (
          <p className="meta">{sellingWords.parkedHint}</p>
        )}
        <Acts {...{ chosen, view, name, remove, take }} />
        {isNaming && chosen && <NameDialog parked={chosen} onClose={() => setNaming(false)} />}
      </main>
    </div>
  );
}

type ActsProps = Readonly<{
  chosen: ParkedSaleView | null;
  view: RegisterView;
  name: () => void;
  remove: () => void;
  take: () => void;
}>;

function Acts({ chosen, view, name, remove, take }: ActsProps) {
  return (
    <div className="actions">
      <TallButton
        name={sellingWords.giveUp}
        icon={Trash2}
        keyName="Del"
        isDisabled={chosen === null}
        onPress={remove}
      />
      <TallButton
        name={sellingWords.rename}
        icon={PencilLine}
        keyName="N"
        isDisabled={chosen === null}
        onPress={name}
      />
      <span className="grow" />
      <PrimaryButton
        name={sellingWords.recall}
        keyName="Enter"
        figure={chosen ? formatAmount(chosen.sale.total) : ""}
        why={whyNot(chosen, view)}
        onPress={take}
      />
    </div>
  );
}

function whyNot(chosen: ParkedSaleView | null, { sale }: RegisterView): string | null {
  if (chosen === null) return sellingWords.chooseParked;
  return sale.lines.length > 0 ? sellingWords.openFirst : null;
}

type LookedAtProps = Readonly<{ parked: ParkedSaleView | null; view: RegisterView }>;

function LookedAt({ parked, view }: LookedAtProps) {
  return (
    <section className="ticket locked" aria-label={sellingWords.parkedAs}>
      {parked && (
        <>
          <header>
            <h2>{parked.label || sellingWords.unnamed}</h2>
            <span className="meta">{saleWords.items(parked.sale.itemCount)}</span>
            <span className="grow" />
            <span className="chip">{sellingWords.toLookAt}</span>
          </header>
          <LockedLines lines={parked.sale.lines} />
          <SaleSums sale={parked.sale} shop={view.shop} />
        </>
      )}
    </section>
  );
}

type ListProps = Readonly<{
  parked: readonly ParkedSaleView[];
  chosen: ParkedSaleView | null;
  onTake: () => void;
}>;

function ParkedList({ parked, chosen, onTake }: ListProps) {
  return (
    <ListBox
      className="panel parked-list"
      aria-label={sellingWords.parked}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      autoFocus
      selectedKeys={chosen ? [chosen.sale.saleId] : []}
      onAction={onTake}
      onSelectionChange={(keys) => {
        const marked = parked.find(({ sale }) => keys !== "all" && keys.has(sale.saleId));
        if (marked) useUi.setState({ markedParkedId: marked.sale.saleId });
      }}
    >
      {parked.toReversed().map((one) => (
        <ParkedRow key={one.sale.saleId} one={one} />
      ))}
    </ListBox>
  );
}

function ParkedRow({ one: { sale, label, by, atMs } }: Readonly<{ one: ParkedSaleView }>) {
  const name = label || sellingWords.unnamed;
  return (
    // Its name finds nothing in the list: N is the key that changes it.
    <ListBoxItem id={sale.saleId} textValue=" " className="sale-row parked-row">
      <span>
        <b>{name}</b>
        <span className="meta under">{saleWords.items(sale.itemCount)}</span>
      </span>
      <span className="meta">
        {formatDate(atMs)}, {formatTime(atMs)}, {by}
      </span>
      <span className="num">{formatAmount(sale.total)}</span>
    </ListBoxItem>
  );
}
