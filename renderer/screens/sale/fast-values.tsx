type Props = Readonly<{
  label: string;
  values: readonly Readonly<{ name: string; digits: string }>[];
  digits: string;
  onChoose: (digits: string) => void;
}>;

/** The values asked for most, one press each. */
export function FastValues({ label, values, digits, onChoose }: Props) {
  return (
    <div className="fast" role="group" aria-label={label}>
      {values.map((value) => (
        <button
          key={value.digits}
          type="button"
          className="button"
          aria-pressed={value.digits === digits}
          onClick={() => {
            onChoose(value.digits);
          }}
        >
          {value.name}
        </button>
      ))}
    </div>
  );
}
