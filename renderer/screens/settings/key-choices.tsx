import { useEffect, useEffectEvent, useState } from "react";
import { KeyCap } from "../../components/key-cap.tsx";
import { t } from "../../i18n/t.ts";
import { capOf, keyName } from "../../keys/key-name.ts";
import { houseKeys, mainActions, remap, type HouseKey } from "../../keys/keymap.ts";
import { changeSettings, useSettings } from "../../store/settings-store.ts";

/** The main actions with their keys: press one, then the key that it shall have. */
export function KeyChoices() {
  const [waiting, setWaiting] = useState<HouseKey | null>(null);
  const [said, setSaid] = useState("");
  const choose = (key: string) => {
    if (waiting !== null && key !== "Escape") setSaid(chooseKey(waiting, key));
    setWaiting(null);
  };
  return (
    <section aria-label={t("keymap.title")}>
      <h2 className="label">{t("keymap.title")}</h2>
      <div className="key-choices">
        {houseKeys.map((action) => (
          <button
            key={action}
            type="button"
            className="button"
            aria-pressed={waiting === action}
            onClick={() => {
              setSaid(t("keymap.press", { action: mainActions[action] }));
              setWaiting(action);
            }}
          >
            {mainActions[action]}
            <KeyCap name={action} />
          </button>
        ))}
      </div>
      {waiting !== null && <NextKey onKey={choose} />}
      <p role="status">{said}</p>
      <button
        type="button"
        className="button"
        onClick={() => {
          changeSettings({ keys: {} });
          setWaiting(null);
          setSaid(t("keymap.wasReset"));
        }}
      >
        {t("keymap.reset")}
      </button>
      <p className="meta">{t("keymap.about")}</p>
    </section>
  );
}

/** Keeps the key where nothing else has it; returns what is to be said. */
function chooseKey(action: HouseKey, key: string): string {
  const answer = remap(useSettings.getState().keys, action, key);
  const shown = { key: capOf(key), action: mainActions[action] };
  if (answer.isRefused) {
    if (answer.by === null) return t("keymap.notUsable", shown);
    return t("keymap.taken", { ...shown, by: answer.by });
  }
  changeSettings({ keys: answer.keymap });
  return t("keymap.chosen", shown);
}

const alone = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph", "Ctrl+Control", "Alt+Alt"]);

/** Takes the next key before anything else hears it. */
function NextKey({ onKey }: Readonly<{ onKey: (key: string) => void }>) {
  const press = useEffectEvent(onKey);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const key = keyName(event);
      if (!alone.has(key)) press(key);
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => {
      window.removeEventListener("keydown", listen, { capture: true });
    };
  }, []);
  return null;
}
