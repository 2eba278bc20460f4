import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { KeyCap } from "./key-cap.tsx";

type Props = Readonly<{
  isOpen: boolean;
  title: string;
  onClose: () => void;
  /** What lies between the title and the foot. */
  children: ReactNode;
  foot: ReactNode;
}>;

/** Something over the screen. What is under it stays as it is, and Esc leads back to it. */
export function OverDialog({ isOpen, title, onClose, children, foot }: Props) {
  return (
    <ModalOverlay
      className="scrim"
      isDismissable
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="dialog">
        <Dialog className="dialog-in">
          <header>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
          </header>
          {children}
          <footer>{foot}</footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

type CloseProps = Readonly<{ name: string; onPress: () => void }>;

/** The way back, at the far end from what the dialog would do. */
export function CloseButton({ name, onPress }: CloseProps) {
  return (
    <button type="button" className="button" onClick={onPress}>
      {name}
      <KeyCap name="Esc" />
    </button>
  );
}
