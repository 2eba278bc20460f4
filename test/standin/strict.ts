import { EventEmitter } from "node:events";

/** What tools ask of any object, to find out what it is. */
const quiet = new Set(["then", "toJSON", "inspect", "domain", "nodeType", "asymmetricMatch"]);
const isQuiet = (key: string) => quiet.has(key) || /^(\$\$|__)/.test(key);

/** The end of a prototype chain: what was found nowhere before is not modelled, and says so. */
function wall(label: string, prototype: object): object {
  return new Proxy(prototype, {
    get(target, key, receiver): unknown {
      if (typeof key === "symbol" || key in target || isQuiet(key)) {
        return Reflect.get(target, key, receiver);
      }
      throw new Error(`stand-in: ${label}.${key} is not modelled`);
    },
  });
}

/** Members that the double lacks throw by name, where plain objects would answer undefined. */
export function strict<Members extends object>(label: string, members: Members): Members {
  return Object.setPrototypeOf(members, wall(label, Object.prototype)) as Members;
}

/** As `strict`, for an emitter. To listen for what the double never tells is a mistake as well. */
export function strictEmitter<Members extends object>(
  label: string,
  events: readonly string[],
  members: Members,
): Members & EventEmitter {
  const listen = (method: "on" | "once") =>
    function (this: EventEmitter, name: string, listener: () => void): unknown {
      if (!events.includes(name)) throw new Error(`stand-in: ${label} never emits '${name}'`);
      return EventEmitter.prototype[method].call(this, name, listener) as unknown;
    };
  const layer = Object.create(EventEmitter.prototype, {
    on: { value: listen("on"), writable: true },
    once: { value: listen("once"), writable: true },
  }) as object;
  EventEmitter.call(members as unknown as EventEmitter);
  return Object.setPrototypeOf(members, wall(label, layer)) as Members & EventEmitter;
}
