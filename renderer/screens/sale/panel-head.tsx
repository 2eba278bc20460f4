import { ScanBarcode } from "lucide-react";
import { closePanel, openPanel } from "../../actions/navigate.ts";
import { BackButton } from "../../components/back-button.tsx";
import { Segments } from "../../components/segments.tsx";
import { panelWords } from "./panel-words.ts";
import { sellingWords } from "./selling-words.ts";

type Props = Readonly<{ title: string; panel: "quantity" | "discount" | "price" }>;

/** The way back, what is being changed, and the panel beside this one. */
export function PanelHead({ title, panel }: Props) {
  return (
    <div className="place-head">
      <BackButton onPress={closePanel} />
      <h1>{title}</h1>
      <span className="grow" />
      <Segments
        label={panelWords.title}
        value={panel}
        onChoose={openPanel}
        options={[
          { value: "quantity", name: panelWords.quantity, keyName: "F4" },
          { value: "discount", name: panelWords.discount, keyName: "F5" },
          { value: "price", name: sellingWords.price, keyName: "Alt P" },
        ]}
      />
    </div>
  );
}

export function ScanHint() {
  return (
    <p className="meta grow">
      <ScanBarcode className="small" aria-hidden="true" />
      {panelWords.scanHint}
    </p>
  );
}
