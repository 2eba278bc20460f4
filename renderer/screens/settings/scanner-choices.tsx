import { useRef, useState, type KeyboardEvent } from "react";
import { t } from "../../i18n/t.ts";
import { isScanEnd, usualTuning } from "../../keys/scan-burst.ts";
import { scanTuning } from "../../keys/scan-tuning.ts";
import { tryScan, type TimedKey, type TriedScan } from "../../keys/try-scan.ts";
import { TRIES_SCANS } from "../../keys/use-scanner.ts";
import { Setting, SettingChoice } from "./setting-choice.tsx";

/** How this computer's scanner is read, and a field to see what it sends. */
export function ScannerChoices() {
  return (
    <>
      <SettingChoice
        name="scannerKeys"
        title={t("settings.scanner")}
        about={t("settings.scannerAbout")}
        options={[
          { value: "detect", name: t("settings.scannerDetect") },
          { value: "us", name: t("settings.scannerUs") },
          { value: "typed", name: t("settings.scannerTyped") },
        ]}
      />
      <SettingChoice
        name="scannerPace"
        title={t("settings.pace")}
        about={t("settings.paceAbout")}
        options={[
          { value: "normal", name: t("settings.paceNormal") },
          { value: "slow", name: t("settings.paceSlow") },
        ]}
      />
      <ScanTry />
    </>
  );
}

/** After such a pause another scan begins; the one before had no Enter. */
const ANOTHER_SCAN_MS = 1_000;

function ScanTry() {
  const [tried, setTried] = useState<TriedScan | null>(null);
  const keys = useRef<readonly TimedKey[]>([]);
  const press = ({ nativeEvent, currentTarget }: KeyboardEvent<HTMLInputElement>) => {
    const { timeStamp: atMs } = nativeEvent;
    if (!isScanEnd(nativeEvent)) {
      const lastAtMs = keys.current.at(-1)?.atMs ?? atMs;
      const before = atMs - lastAtMs > ANOTHER_SCAN_MS ? [] : keys.current;
      keys.current = [...before, { pressed: nativeEvent, atMs }];
      return;
    }
    setTried(tryScan(keys.current, atMs, scanTuning()));
    keys.current = [];
    currentTarget.value = "";
  };
  return (
    <Setting title={t("settings.tryScan")} about={t("settings.tryAbout")}>
      <label className="field">
        <span>{t("settings.tryField")}</span>
        <input type="text" autoComplete="off" data-scan={TRIES_SCANS} onKeyDown={press} />
      </label>
      <div role="status">{tried && <Tried tried={tried} />}</div>
    </Setting>
  );
}

function Tried({ tried }: Readonly<{ tried: TriedScan }>) {
  const rows = [
    [t("settings.tryRead"), shown(tried.code)],
    [t("settings.scannerTyped"), shown(tried.typed)],
    [t("settings.scannerUs"), shown(tried.us)],
    [t("settings.tryGap"), `${tried.longestGapMs} ms`],
  ];
  return (
    <>
      <p>
        <b>{verdict(tried)}</b>
      </p>
      <table className="figures" aria-label={t("settings.tryScan")}>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <bdi className="code">{value}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function verdict({ why }: TriedScan): string {
  if (why === null) return t("settings.tryTaken");
  if (why === "slow") return t("settings.trySlow");
  return t("settings.tryShort", { least: usualTuning.shortestCode });
}

/** A group separator has no picture of its own. */
function shown(code: string): string {
  return code.replaceAll("\u001d", "␝");
}
