import type { Param, Values } from "../params/param.ts";
import {
  flag,
  hash,
  integer,
  invalid,
  listOf,
  oneOf,
  optional,
  text,
  unsettable,
} from "../params/param.ts";

/** The currencies that Stripe takes tips in. */
const tipCurrencies = [
  ...["aed", "aud", "cad", "chf", "czk", "dkk", "eur", "gbp", "gip", "hkd", "huf"],
  ...["jpy", "mxn", "myr", "nok", "nzd", "pln", "ron", "sek", "sgd", "usd"],
];

const tipFields = {
  fixed_amounts: optional(listOf(integer(1), 3)),
  percentages: optional(listOf(integer(1), 3)),
  smart_tip_threshold: optional(integer(0)),
};

const tipping = Object.fromEntries(
  tipCurrencies.map((code) => [code, optional(hash(tipFields))]),
) as Record<string, Param<Values<typeof tipFields> | undefined>>;

function hour(): Param<number> {
  return {
    read: (raw, at, version) => {
      const value = integer(0).read(raw, at, version);
      if (value <= 23) return value;
      throw invalid("Hours run from 0 to 23.", at, "parameter_invalid_integer");
    },
  };
}

const screen = () => optional(hash({ splashscreen: unsettable(text()) }));

const network = {
  enterprise_eap_peap: optional(
    hash({
      ca_certificate_file: optional(text()),
      password: text(),
      ssid: text(),
      username: text(),
    }),
  ),
  enterprise_eap_tls: optional(
    hash({
      ca_certificate_file: optional(text()),
      client_certificate_file: text(),
      private_key_file: text(),
      private_key_file_password: optional(text()),
      ssid: text(),
    }),
  ),
  personal_psk: optional(hash({ password: text(), ssid: text() })),
  type: oneOf(["enterprise_eap_peap", "enterprise_eap_tls", "personal_psk"]),
};

/** Everything that a configuration may say; what only some readers understand is kept for them. */
export const bothParams = {
  bbpos_wisepad3: screen(),
  bbpos_wisepos_e: screen(),
  cellular: unsettable(hash({ enabled: flag() })),
  name: optional(text(100)),
  offline: unsettable(hash({ enabled: flag() })),
  reader_security: unsettable(hash({ admin_menu_passcode: unsettable(text(12)) })),
  reboot_window: optional(hash({ end_hour: hour(), start_hour: hour() })),
  stripe_s700: screen(),
  stripe_s710: screen(),
  stripe_t600: screen(),
  tipping: unsettable(hash(tipping)),
  verifone_m425: screen(),
  verifone_p400: screen(),
  verifone_p630: screen(),
  verifone_ux700: screen(),
  verifone_v660p: screen(),
  wifi: unsettable(hash(network)),
};
