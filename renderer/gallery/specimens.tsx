import { Banknote, Nfc, Server } from "lucide-react";
import type { ReactNode } from "react";
import { UserId } from "../../contract/ids.ts";
import type { UserView } from "../../contract/people-views.ts";
import { roles } from "../../contract/roles.ts";
import { ActButton } from "../components/act-button.tsx";
import { AmountField } from "../components/amount-field.tsx";
import { ApprovalDialog } from "../components/approval-dialog.tsx";
import { BackButton } from "../components/back-button.tsx";
import { BrandMark } from "../components/brand-mark.tsx";
import { CheckBox } from "../components/check-box.tsx";
import { ChoiceField } from "../components/choice-field.tsx";
import { CorrectionTable } from "../components/correction-table.tsx";
import { CrashScreen } from "../components/crash-screen.tsx";
import { ExplainDialog } from "../components/explain-dialog.tsx";
import { FigureButton } from "../components/figure-button.tsx";
import { UnrealFrame } from "../components/unreal-frame.tsx";
import { HelpDialog } from "../components/help-dialog.tsx";
import { HoldButton } from "../components/hold-button.tsx";
import { KeyCap } from "../components/key-cap.tsx";
import { LineList } from "../components/line-list.tsx";
import { LoadingScreen } from "../components/loading-screen.tsx";
import { LockedLines } from "../components/locked-lines.tsx";
import { LongListbox } from "../components/long-listbox.tsx";
import { NumberPad } from "../components/number-pad.tsx";
import { CloseButton } from "../components/over-dialog.tsx";
import { PinForm } from "../components/pin-form.tsx";
import { pinWords } from "../components/pin-words.ts";
import { PrimaryButton } from "../components/primary-button.tsx";
import { QrCode } from "../components/qr-code.tsx";
import { Rail } from "../components/rail.tsx";
import { ReasonChoice } from "../components/reason-choice.tsx";
import { ReasonChoices } from "../components/reason-choices.tsx";
import { ReceiptDialog } from "../components/receipt-dialog.tsx";
import { ReceiptPaper } from "../components/receipt-paper.tsx";
import { RefusalNote } from "../components/refusal-note.tsx";
import { RestartBanner } from "../components/restart-banner.tsx";
import { RiskDialog } from "../components/risk-dialog.tsx";
import { Segments } from "../components/segments.tsx";
import { StatusButton } from "../components/status-button.tsx";
import { StatusStrip } from "../components/status-strip.tsx";
import { SumRow } from "../components/sum-row.tsx";
import { TallButton } from "../components/tall-button.tsx";
import { TicketLine } from "../components/ticket-line.tsx";
import { TopBar } from "../components/top-bar.tsx";
import { TotalRow } from "../components/total-row.tsx";
import { reasonWords } from "../format/reason-words.ts";
import { readerPart, relayPart } from "../format/status-words.ts";
import { saleWords } from "../screens/sale/sale-words.ts";
import { t } from "../i18n/t.ts";
import { useUi } from "../store/ui-store.ts";
import {
  euros,
  explainedTill,
  longSale,
  sampleCorrections,
  sampleLine,
  sampleReceipt,
  sampleTill,
} from "./sample-till.ts";
import { inBox, inForm, inSums, lineRow, opened, Over } from "./stages.tsx";

/** A component in one state. `state` is for who works on it, in the names of its own properties. */
export type Specimen = Readonly<{ component: string; state: string; shown: ReactNode }>;

const nothing = () => undefined;
const { status, shop } = sampleTill;
const offline = { ...status, relay: { state: "offline", lastGoodMs: null } } as const;

const pay = { name: saleWords.pay, keyName: "F12" };
const cash = { name: saleWords.cash, icon: Banknote, keyName: "F9" };
const mara: UserView = {
  userId: UserId.parse("user_mara"),
  name: "Mara",
  role: "clerk",
  isActive: true,
  isLocked: false,
  wrongPins: 0,
};

/** Each component by its name in its file, with what tells its state from the others. */
function states(
  component: string,
  shown: Readonly<Record<string, ReactNode>>,
): readonly Specimen[] {
  return Object.entries(shown).map(([state, node]) => ({ component, state, shown: node }));
}

const amount = { name: t("tender.cashGiven"), currency: euros(0).currency, onText: nothing };
const roleChoice = {
  name: t("people.role"),
  unchosen: t("correct.choose"),
  options: roles.map((value) => ({ value, name: pinWords.roles[value] })),
};
const words = Object.values(reasonWords);
const chosenReason = { reasons: words, reason: words[0] ?? "" };

const buttons = [
  ...states("PrimaryButton", {
    figure: <PrimaryButton {...pay} figure="4.80" onPress={nothing} />,
    why: <PrimaryButton {...pay} why={saleWords.nothingToPay} onPress={nothing} />,
  }),
  ...states("TallButton", {
    usual: <TallButton {...cash} onPress={nothing} />,
    isDisabled: <TallButton {...cash} isDisabled onPress={nothing} />,
    trouble: <TallButton {...cash} trouble={saleWords.cardsOffline} onPress={nothing} />,
  }),
  ...states("ActButton", {
    usual: <ActButton {...cash} onPress={nothing} />,
    isDisabled: <ActButton {...cash} isDisabled onPress={nothing} />,
  }),
  ...states("HoldButton", {
    usual: (
      <HoldButton
        {...{ name: t("refundDialog.hold"), heldName: t("refundDialog.held"), figure: "4.80" }}
        onConfirm={nothing}
      />
    ),
  }),
  ...states("BackButton", { usual: <BackButton onPress={nothing} /> }),
  ...states("KeyCap", {
    usual: <KeyCap name="F12" />,
    Enter: <KeyCap name="Enter" />,
    "two keys": <KeyCap name="Ctrl Z" />,
  }),
  ...states("Segments", {
    usual: (
      <Segments
        label={t("settings.hand")}
        options={[
          { value: "right", name: t("settings.handRight") },
          { value: "left", name: t("settings.handLeft") },
          { value: "off", name: t("settings.soundsOff"), isDisabled: true },
        ]}
        value="right"
        onChoose={nothing}
      />
    ),
  }),
  ...states("NumberPad", { usual: <NumberPad label={saleWords.quantity} onKey={nothing} /> }),
  ...states("ReasonChoices", {
    chosen: (
      <ReasonChoices
        {...{ label: t("panel.reason"), words: reasonWords, chosen: "damaged" }}
        onChoose={nothing}
      />
    ),
  }),
  ...states("ReasonChoice", {
    chosen: <ReasonChoice {...chosenReason} onReason={nothing} />,
  }),
  ...states("AmountField", {
    usual: <AmountField {...amount} text="4.80" />,
    odd: <AmountField {...amount} text="4.8.0" />,
  }),
  ...states("ChoiceField", {
    chosen: inForm(<ChoiceField {...roleChoice} value="clerk" onChoose={nothing} />),
    unchosen: inForm(<ChoiceField {...roleChoice} value={null} onChoose={nothing} />),
  }),
  ...states("CheckBox", {
    isChecked: (
      <CheckBox isChecked onCheck={nothing}>
        {saleWords.total}
      </CheckBox>
    ),
    not: (
      <CheckBox isChecked={false} onCheck={nothing}>
        {saleWords.total}
      </CheckBox>
    ),
  }),
  ...states("CloseButton", { usual: <CloseButton name={t("risk.back")} onPress={nothing} /> }),
  ...states("PinForm", {
    usual: <PinForm users={[mara]} action="PIN" onPin={() => Promise.resolve(null)} />,
  }),
];

const ofSale = [
  ...states("TicketLine", {
    one: lineRow(<TicketLine line={{ ...sampleLine, quantity: 1 }} each={saleWords.each} />),
    more: lineRow(<TicketLine line={sampleLine} each={saleWords.each} />),
  }),
  ...states("LineList", {
    "marked, 500": inBox(
      <LineList lines={longSale} markedId={longSale[1]?.lineId ?? null}>
        {(line) => (
          <div className="line-main">
            <TicketLine line={line} each={saleWords.each} />
          </div>
        )}
      </LineList>,
    ),
  }),
  ...states("LockedLines", { "500": inBox(<LockedLines lines={longSale} />) }),
  ...states("LongListbox", {
    "200, chosen": inBox(
      <LongListbox
        {...{ id: "gallery-list", label: saleWords.results, items: longSale.slice(0, 200) }}
        {...{ rowHeight: 57, className: "results", rowClassName: "result", index: 1 }}
        keyOf={({ lineId }) => lineId}
        onChoose={nothing}
      >
        {({ name }) => <b>{name}</b>}
      </LongListbox>,
    ),
  }),
  ...states("SumRow", { usual: inSums(<SumRow name={saleWords.subtotal} figure="4.80" />) }),
  ...states("TotalRow", {
    open: inSums(<TotalRow name={saleWords.total} amount={euros(480)} />),
    isInLedger: inSums(<TotalRow name={saleWords.total} amount={euros(480)} isInLedger />),
    long: inSums(<TotalRow name={saleWords.total} amount={euros(1_234_567_890)} />),
  }),
  ...states("QrCode", {
    usual: (
      <div className="qr-box">
        <QrCode text="https://example.com/pay/sample" label="QR" />
      </div>
    ),
  }),
  ...states("ReceiptPaper", { usual: <ReceiptPaper receipt={sampleReceipt} shop={shop} /> }),
];

const around = [
  ...states("TopBar", { hasLinks: <TopBar view={sampleTill} hasLinks /> }),
  ...states("StatusStrip", { usual: <StatusStrip /> }),
  ...states("StatusButton", {
    well: <StatusButton part={readerPart(status)} icon={Nfc} lastGoodMs={null} />,
    isWarning: <StatusButton part={relayPart(offline, 0)} icon={Server} lastGoodMs={null} />,
  }),
  ...states("Rail", { usual: <Rail /> }),
  ...states("BrandMark", { usual: <BrandMark /> }),
  ...states("UnrealFrame", {
    demo: <UnrealFrame view={{ mode: "demo", day: { isTraining: false } }}>{null}</UnrealFrame>,
    training: <UnrealFrame view={{ mode: "shop", day: { isTraining: true } }}>{null}</UnrealFrame>,
  }),
  ...states("RestartBanner", { restarting: <RestartBanner /> }),
  ...states("FigureButton", {
    usual: <FigureButton title={saleWords.pay} names={[]} value="48.20" explain={nothing} />,
  }),
  ...states("CorrectionTable", {
    usual: <CorrectionTable {...sampleCorrections} explain={nothing} />,
  }),
  ...states("RefusalNote", { usual: <RefusalNote code="relay-offline" /> }),
  ...states("LoadingScreen", { usual: <LoadingScreen /> }),
  ...states("CrashScreen", { usual: <CrashScreen message="…" /> }),
];

const dialogs = [
  ...states("ReceiptDialog", {
    usual: opened(<ReceiptDialog shop={shop} />, () =>
      useUi.setState({ shownReceipt: sampleReceipt }),
    ),
  }),
  ...states("ExplainDialog", {
    usual: opened(<ExplainDialog />, () => useUi.setState({ explained: explainedTill(true) })),
    differs: opened(<ExplainDialog />, () => useUi.setState({ explained: explainedTill(false) })),
  }),
  ...states("ApprovalDialog", {
    usual: opened(<ApprovalDialog />, () =>
      useUi.setState({
        approving: { command: "day.no-sale", input: {}, settle: nothing },
      }),
    ),
  }),
  ...states("RiskDialog", {
    usual: opened(<RiskDialog />, () =>
      useUi.setState({
        risk: {
          ...{ title: t("refundDialog.hold"), kept: saleWords.nothingToPay, facts: [] },
          ...{ reasons: words, hold: t("refundDialog.hold"), figure: "4.80" },
          act: () => Promise.resolve(null),
        },
      }),
    ),
  }),
  ...states("OverDialog", { usual: <Over /> }),
  ...states("HelpDialog", {
    usual: opened(<HelpDialog />, () => useUi.setState({ help: [] })),
  }),
];

/** Every component of renderer/components/; a test holds it complete. */
export const specimens: readonly Specimen[] = [...buttons, ...ofSale, ...around, ...dialogs];
