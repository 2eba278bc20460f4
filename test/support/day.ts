import { CountId } from "../../contract/ids.ts";
import { money, type Money } from "../../contract/money.ts";
import { demoShop } from "../../sandbox/demo-shop.ts";
import { openPeopleWorld } from "./people.ts";
import type { openWorld, World } from "./world.ts";

const { currency } = demoShop.shop;
export const euros = (minor: number): Money => money(minor, currency);

type Day = typeof demoShop.day;
type Given = NonNullable<Parameters<typeof openWorld>[0]>;

/** Everything may be done alone by the clerk, unless a test says otherwise. */
const trusting = {
  clerk: {
    "day.x-report": "allowed",
    "day.move-cash": "allowed",
    "day.no-sale": "allowed",
    "day.close": "allowed",
    "day.start-training": "allowed",
    "sales.void-parked": "allowed",
    "people.activity": "allowed",
  },
} as const;

/** A till that requires a session, as a shop's does; its drawer is closed and empty. */
export function openDayWorld(
  day: Partial<Day> = {},
  { rights = trusting, ...given }: Given & Readonly<{ rights?: object }> = {},
) {
  const config = { day: { ...demoShop.day, startFloatMinor: null, ...day } };
  return openPeopleWorld({ rights }, { ...given, config });
}

/** The amount in coins of one cent: as many pieces as a count may hold, in as few lines. */
export function pieces(minor: number) {
  const notes = Math.floor(minor / 5_000);
  return [
    { minor: 5_000, count: notes },
    { minor: 1, count: minor - notes * 5_000 },
  ];
}

export const openDrawer = (world: World, floatMinor = 15_000) =>
  world.act("day.open-session", {
    denominations: pieces(floatMinor),
    fromSafe: euros(floatMinor),
  });

export const count = (world: World, minor: number) =>
  world.act("day.count", { denominations: pieces(minor) });

/** What the drawer should hold, by the X: tests know it, a clerk who counts does not. */
export const expectedIn = (world: World) => world.act("day.x-report", {}).drawerExpected.minor;

/** Counts exactly what is expected and closes the day, leaving `keepMinor` in the drawer. */
export function closeDay(world: World, keepMinor = 0) {
  const minor = expectedIn(world);
  const { countId } = count(world, minor);
  return world.act("day.close", { close: { countId, toSafe: euros(minor - keepMinor) } });
}

export const noCount = CountId.parse("count_none");
