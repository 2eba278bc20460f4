import { Search } from "lucide-react";
import { useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { hideHelp, showHelp } from "../actions/navigate.ts";
import { t } from "../i18n/t.ts";
import { findKeys, type KeyHelp } from "../keys/key-help.ts";
import { useKeys } from "../keys/use-keys.ts";
import { useUi } from "../store/ui-store.ts";
import { KeyCap } from "./key-cap.tsx";

/** F1: the keys that work on the screen under it, each by what it does. */
export function HelpDialog() {
  const help = useUi((state) => state.help);
  useKeys({ F1: showHelp });
  return (
    <ModalOverlay
      className="scrim"
      isDismissable
      isOpen={help !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) hideHelp();
      }}
    >
      <Modal className="dialog">
        <Dialog className="dialog-in">
          <header>
            <Heading slot="title" level={2}>
              {t("help.title")}
            </Heading>
          </header>
          {help && <KeyList help={help} />}
          <footer>
            <button type="button" className="button" onClick={hideHelp}>
              {t("help.close")}
              <KeyCap name="Esc" />
            </button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function KeyList({ help }: Readonly<{ help: readonly KeyHelp[] }>) {
  const [query, setQuery] = useState("");
  const found = findKeys(help, query);
  return (
    <>
      <div className="search help-search" role="search">
        <Search aria-hidden="true" />
        <input
          type="text"
          aria-label={t("help.find")}
          placeholder={t("help.find")}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
          }}
        />
      </div>
      <div className="dialog-body help" tabIndex={0} role="region" aria-label={t("help.title")}>
        <dl>
          {found.map(({ cap, name }) => (
            <div key={cap}>
              <dt>{name}</dt>
              <dd>
                <kbd>{cap}</kbd>
              </dd>
            </div>
          ))}
        </dl>
        <p className="meta" role="status">
          {found.length === 0 && t("help.none")}
        </p>
      </div>
    </>
  );
}
