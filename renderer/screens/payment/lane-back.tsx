import { ArrowLeft } from "lucide-react";
import { leavePayment } from "../../actions/lanes.ts";
import { TallButton } from "../../components/tall-button.tsx";
import { useKeys } from "../../keys/use-keys.ts";
import { paymentWords } from "./payment-words.ts";

/** From a held sale back to the open one; the held one stays as it is. */
export function LaneBack() {
  useKeys({ Escape: leavePayment });
  return (
    <TallButton
      name={paymentWords.lane.back}
      icon={ArrowLeft}
      keyName="Esc"
      onPress={leavePayment}
    />
  );
}
