import { roleWords } from "../format/role-words.ts";
import { t } from "../i18n/t.ts";

/** What asking for a PIN says. */
export const pinWords = {
  who: t("pin.who"),
  pin: t("pin.pin"),
  pad: t("pin.pad"),
  roles: roleWords,
  signIn: t("pin.signIn"),
  lockedTitle: t("pin.lockedTitle"),
  lockedAdvice: t("pin.lockedAdvice"),
  approve: t("pin.approve"),
  back: t("pin.back"),
  approveTitle: t("pin.approveTitle"),
  approveAdvice: t("pin.approveAdvice"),
  noManagers: t("pin.noManagers"),
};
