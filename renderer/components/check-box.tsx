import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { CheckboxButton, CheckboxField } from "react-aria-components";

type Props = Readonly<{
  isChecked: boolean;
  onCheck: (isChecked: boolean) => void;
  children: ReactNode;
}>;

/** Yes or no to what stands beside it; the words are part of what is pressed. */
export function CheckBox({ isChecked, onCheck, children }: Props) {
  return (
    <CheckboxField className="check-field" isSelected={isChecked} onChange={onCheck}>
      <CheckboxButton className="check">
        <span className="tick">
          <Check aria-hidden="true" />
        </span>
        <span className="grow">{children}</span>
      </CheckboxButton>
    </CheckboxField>
  );
}
