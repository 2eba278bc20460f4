import { MonitorSmartphone } from "lucide-react";
import { useEffect } from "react";
import { goTo } from "../../actions/navigate.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { Rail } from "../../components/rail.tsx";
import { Segments } from "../../components/segments.tsx";
import { chooseClock, clock } from "../../format/clock-choice.ts";
import { chooseLanguage, language } from "../../i18n/language.ts";
import { formatRate } from "../../format/format-rate.ts";
import { languages } from "../../i18n/languages.ts";
import { loadEveryScriptFont } from "../../i18n/script-fonts.ts";
import { t } from "../../i18n/t.ts";
import { focusOnMount } from "../../keys/focus-on-mount.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { KeyChoices } from "./key-choices.tsx";
import { ScannerChoices } from "./scanner-choices.tsx";
import { Setting, SettingChoice } from "./setting-choice.tsx";
import { zooms } from "../../store/settings-store.ts";

const CUSTOMER_DISPLAY = "/display/index.html";

function openCustomerDisplay(): void {
  window.open(CUSTOMER_DISPLAY, "tillside-display");
}

/** How this screen looks and sounds. It changes nothing of the shop. */
export function SettingsScreen() {
  useKeys({ Escape: () => goTo("sale"), D: openCustomerDisplay });
  return (
    <div className="shell">
      <Rail />
      <main className="page settings" ref={focusOnMount} tabIndex={-1}>
        <header className="lined">
          <div>
            <h1>{t("settings.title")}</h1>
            <p className="meta">{t("settings.about")}</p>
          </div>
        </header>
        <div className="setting-columns">
          <LanguageChoice />
          <ClockChoice />
          <LookChoices />
          <HandChoices />
          <KeyChoices />
          <ScannerChoices />
          <Setting title={t("settings.display")} about={t("settings.displayAbout")}>
            <button
              type="button"
              className="button"
              aria-keyshortcuts="D"
              onClick={openCustomerDisplay}
            >
              <MonitorSmartphone aria-hidden="true" />
              {t("settings.openDisplay")}
              <KeyCap name="D" />
            </button>
          </Setting>
        </div>
      </main>
    </div>
  );
}

function LanguageChoice() {
  useEffect(() => {
    loadEveryScriptFont().catch(console.error);
  }, []);
  const options = Object.entries(languages).map(([value, texts]) => ({
    value,
    name: texts["language.name"] ?? value,
  }));
  return (
    <Setting title={t("settings.language")} about={t("settings.languageAbout")}>
      <Segments
        label={t("settings.language")}
        options={options}
        value={language}
        onChoose={chooseLanguage}
      />
    </Setting>
  );
}

function ClockChoice() {
  return (
    <Setting title={t("settings.clock")} about={t("settings.clockAbout")}>
      <Segments
        label={t("settings.clock")}
        options={[
          { value: "language", name: t("settings.clockLanguage") },
          { value: "24", name: "16:08" },
          { value: "12", name: t("settings.clock12") },
        ]}
        value={clock}
        onChoose={chooseClock}
      />
    </Setting>
  );
}

function LookChoices() {
  return (
    <>
      <SettingChoice
        name="theme"
        title={t("settings.theme")}
        options={[
          { value: "system", name: t("settings.themeSystem") },
          { value: "light", name: t("settings.themeLight") },
          { value: "dark", name: t("settings.themeDark") },
        ]}
      />
      <SettingChoice
        name="contrast"
        title={t("settings.contrast")}
        about={t("settings.contrastAbout")}
        options={[
          { value: "normal", name: t("settings.contrastNormal") },
          { value: "high", name: t("settings.contrastHigh") },
        ]}
      />
      <SettingChoice
        name="zoom"
        title={t("settings.zoom")}
        about={t("settings.zoomAbout")}
        options={zooms.map((value) => ({ value, name: formatRate(Number(value) * 100) }))}
      />
      <SettingChoice
        name="sounds"
        title={t("settings.sounds")}
        about={t("settings.soundsAbout")}
        options={[
          { value: "on", name: t("settings.soundsOn") },
          { value: "off", name: t("settings.soundsOff") },
        ]}
      />
    </>
  );
}

function HandChoices() {
  return (
    <>
      <SettingChoice
        name="hand"
        title={t("settings.hand")}
        about={t("settings.handAbout")}
        options={[
          { value: "right", name: t("settings.handRight") },
          { value: "left", name: t("settings.handLeft") },
        ]}
      />
      <SettingChoice
        name="pad"
        title={t("settings.pad")}
        about={t("settings.padAbout")}
        options={[
          { value: "calculator", name: t("settings.padCalculator") },
          { value: "telephone", name: t("settings.padTelephone") },
        ]}
      />
      <SettingChoice
        name="keyboard"
        title={t("settings.keyboard")}
        about={t("settings.keyboardAbout")}
        options={[
          { value: "touch", name: t("settings.keyboardTouch") },
          { value: "press", name: t("settings.keyboardPress") },
          { value: "off", name: t("settings.keyboardOff") },
        ]}
      />
      <SettingChoice
        name="charge"
        title={t("settings.charge")}
        about={t("settings.chargeAbout")}
        options={[
          { value: "tap", name: t("settings.chargeTap") },
          { value: "hold", name: t("settings.chargeHold") },
        ]}
      />
    </>
  );
}
