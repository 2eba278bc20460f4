import { useState, type ReactNode } from "react";
import { CloseButton, OverDialog } from "../components/over-dialog.tsx";
import { t } from "../i18n/t.ts";
import { saleWords } from "../screens/sale/sale-words.ts";

/** What a component needs around it to look as on its screen. */
export function lineRow(line: ReactNode): ReactNode {
  return (
    <div className="line">
      <div className="line-main">{line}</div>
    </div>
  );
}

export function inSums(rows: ReactNode): ReactNode {
  return <dl className="sums">{rows}</dl>;
}

export function inBox(list: ReactNode): ReactNode {
  return <div className="list-box">{list}</div>;
}

export function inForm(field: ReactNode): ReactNode {
  return <div>{field}</div>;
}

/** What lies over the screen stands behind a button. */
export function opened(dialog: ReactNode, open: () => void): ReactNode {
  return (
    <>
      <button type="button" className="button" onClick={open}>
        {t("gallery.open")}
      </button>
      {dialog}
    </>
  );
}

export function Over() {
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return opened(
    <OverDialog
      {...{ isOpen, title: saleWords.total, onClose: close }}
      foot={<CloseButton name={t("risk.back")} onPress={close} />}
    >
      <p className="dialog-body">{saleWords.nothingToPay}</p>
    </OverDialog>,
    () => {
      setOpen(true);
    },
  );
}
