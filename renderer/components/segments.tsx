import { KeyCap } from "./key-cap.tsx";

type Option<Value extends string> = Readonly<{
  value: Value;
  name: string;
  keyName?: string;
  isDisabled?: boolean;
}>;

type Props<Value extends string> = Readonly<{
  label: string;
  options: readonly Option<Value>[];
  value: Value;
  onChoose: (value: Value) => void;
}>;

/** A few choices side by side, one of them down. */
export function Segments<Value extends string>({ label, options, value, onChoose }: Props<Value>) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          disabled={option.isDisabled ?? false}
          onClick={() => {
            onChoose(option.value);
          }}
        >
          {option.name}
          {option.keyName !== undefined && <KeyCap name={option.keyName} />}
        </button>
      ))}
    </div>
  );
}
