import type { ReactNode } from "react";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { tell } from "./toasts";

interface Props {
  title: ReactNode;
  /** Leaves all as it is. */
  keep: string;
  /** Does it: the verb of the title. */
  verb: string;
  act: {
    isPending: boolean;
    mutate: (given: undefined, then: { onSuccess: () => void }) => void;
  };
  /** What is said once it is done. */
  told: string;
  /** Whether something has to be filled in first. */
  barred?: boolean;
  onClose: () => void;
  /** What is lost. */
  children: ReactNode;
}

/** Asks before something is lost; the safe button comes first. */
export function Asking({ title, keep, verb, act, told, barred, onClose, children }: Props) {
  const go = () =>
    act.mutate(undefined, {
      onSuccess: () => {
        tell(told);
        onClose();
      },
    });
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button kind="danger" busy={act.isPending} disabled={barred} onClick={go}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
