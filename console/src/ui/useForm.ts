/** Sending a form once, and saying by the field or above the form what was wrong. */
import { type FormEvent, useEffect, useRef, useState } from "react";
import { asProblem, type Problem } from "../api/problem";
import { focusFirstFault } from "./Field";

export interface Sending {
  /** What was refused, until it is sent again. */
  problem: Problem | undefined;
  busy: boolean;
  /** The fault of a field by its name, as the API or `check` says it. */
  fault: (field: string) => string | undefined;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

type Faults = Readonly<Record<string, string>>;

/**
 * Return what a form needs.
 *
 * @param send Sends the fields by their names. @throws Problem
 * @param check Faults that are known before sending.
 */
export function useForm(
  send: (fields: Readonly<Record<string, string>>) => Promise<void>,
  check: (fields: Readonly<Record<string, string>>) => Faults = () => ({}),
): Sending {
  const [problem, setProblem] = useState<Problem>();
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // Known at once: a second press may come before the button is drawn as busy.
  const sending = useRef(false);
  // Once they are drawn, and not before.
  useEffect(() => {
    if (Object.keys(faults).length) focusFirstFault(form.current);
  }, [faults]);
  const submit = async (fields: Record<string, string>) => {
    if (sending.current) return;
    setProblem(undefined);
    const known = check(fields);
    if (Object.keys(known).length) return setFaults(known);
    sending.current = true;
    setBusy(true);
    try {
      await send(fields);
      setFaults({});
    } catch (error) {
      const refused = asProblem(error);
      setProblem(refused);
      setFaults(refused.fields);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  return {
    problem,
    busy,
    fault: (field) => faults[field],
    onSubmit: (event) => {
      event.preventDefault();
      form.current = event.currentTarget;
      void submit(Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>);
    },
  };
}
