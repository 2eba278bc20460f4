import { Check, ChevronDown } from "lucide-react";
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from "react-aria-components";

type Option<Value> = Readonly<{ value: Value; name: string }>;
type Props<Value extends string> = Readonly<{
  name: string;
  options: readonly Option<Value>[];
  /** Null while nothing is chosen; `unchosen` stands there meanwhile. */
  value: Value | null;
  unchosen?: string;
  /** Beside others in a row: as wide as the row gives it. */
  className?: string;
  onChoose: (value: Value) => void;
}>;

/** One of several, from a list that opens under the field. Letters go to a name that begins so. */
export function ChoiceField<Value extends string>(props: Props<Value>) {
  const { name, options, value, unchosen = "", className = "", onChoose } = props;
  return (
    <Select
      className={`field choice ${className}`}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChoose(chosen.value);
      }}
    >
      <Label>{name}</Label>
      <Button data-typed>
        <SelectValue>
          {({ selectedText, isPlaceholder }) => (isPlaceholder ? unchosen : selectedText)}
        </SelectValue>
        <ChevronDown className="small" aria-hidden="true" />
      </Button>
      <Popover className="choice-popover">
        <ListBox items={options} data-typed>
          {({ value: id, name: said }) => (
            <ListBoxItem id={id} textValue={said} className="choice-option">
              <span>{said}</span>
              <Check className="small" aria-hidden="true" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
