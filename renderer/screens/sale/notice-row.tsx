import { CircleAlert, ScanBarcode, Search, Undo2, X } from "lucide-react";
import { undo } from "../../actions/edit-sale.ts";
import { dismissNotice } from "../../actions/open-sale.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { refusalWords } from "../../format/words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { SEARCH_ID } from "../../keys/search-id.ts";
import { useUi, type Notice, type RefusalNotice, type UndoNotice } from "../../store/ui-store.ts";
import { saleWords } from "./sale-words.ts";
import { t } from "../../i18n/t.ts";
import { useShortcut } from "../../keys/use-shortcut.ts";

type Props = Readonly<{
  /** While a payment is open Esc means something else. */
  dismissKey?: "Esc" | "Alt N";
}>;

/** Over the sums until it is dealt with; it moves no line. */
export function NoticeRow({ dismissKey = "Esc" }: Props) {
  const notice = useUi((state) => state.notice);
  useKeys(notice ? { "Alt+N": dismissNotice } : {});
  if (!notice) return null;
  const isRefusal = isRefusalNotice(notice);
  return (
    <div className={isRefusal ? "notice warn" : "notice"} role={isRefusal ? "alert" : "status"}>
      {isRefusalNotice(notice) ? <RefusalText notice={notice} /> : <UndoText notice={notice} />}
      <div className="tools">
        {isUnknownCode(notice) && <FindByName />}
        {!isRefusal && <UndoButton />}
        <button
          type="button"
          className="button close"
          aria-label={saleWords.dismiss}
          aria-keyshortcuts={dismissKey === "Esc" ? "Escape" : "Alt+N"}
          onClick={dismissNotice}
        >
          <X aria-hidden="true" />
          <KeyCap name={dismissKey} />
        </button>
      </div>
    </div>
  );
}

function isUnknownCode(notice: Notice): boolean {
  return notice.kind === "not-added" && notice.code === "unknown-code";
}

function isRefusalNotice(notice: Notice): notice is RefusalNotice {
  return notice.kind === "not-added" || notice.kind === "refused";
}

function RefusalText({ notice }: Readonly<{ notice: RefusalNotice }>) {
  const { title, advice } = refusalWords(notice.code);
  const isScan = notice.kind === "not-added";
  const isCode = notice.code === "unknown-code";
  const words = isScan ? saleWords.notAdded : saleWords.notDone;
  const Icon = isScan ? ScanBarcode : CircleAlert;
  return (
    <>
      <Icon aria-hidden="true" />
      <div>
        <b>{words(title.toLowerCase())}</b>
        <p className="meta">
          {notice.what !== "" && (
            <span className={isCode ? "mono" : "strong"}>{notice.what}. </span>
          )}
          {advice} <span className="code">{notice.code}</span>
        </p>
      </div>
    </>
  );
}

function UndoText({ notice }: Readonly<{ notice: UndoNotice }>) {
  return (
    <>
      <Undo2 aria-hidden="true" />
      <div>
        <b>{notice.kind === "removed" ? saleWords.removed(notice.name) : saleWords.cleared}</b>
        <p className="meta">{saleWords.undoAdvice}</p>
      </div>
    </>
  );
}

function FindByName() {
  const focusSearch = () => {
    dismissNotice();
    document.getElementById(SEARCH_ID)?.focus();
  };
  return (
    <button
      type="button"
      className="button"
      aria-keyshortcuts={useShortcut("F2")}
      onClick={focusSearch}
    >
      <Search aria-hidden="true" />
      {saleWords.findByName}
      <KeyCap name="F2" />
    </button>
  );
}

function UndoButton() {
  return (
    <button
      type="button"
      className="button"
      aria-label={t("frame.undoRemoval")}
      aria-keyshortcuts="Control+Z"
      onClick={() => void undo()}
    >
      <Undo2 aria-hidden="true" />
      {saleWords.undo}
      <KeyCap name="Ctrl Z" />
    </button>
  );
}
