import type { Role } from "../../contract/roles.ts";
import { t } from "../i18n/t.ts";

export const roleWords: Readonly<Record<Role, string>> = {
  clerk: t("pin.roles.clerk"),
  manager: t("pin.roles.manager"),
  installer: t("pin.roles.installer"),
};
