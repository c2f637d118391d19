/** What was typed into a step, kept on this device until the step is done. */
const keyOf = (name: string) => `aisle.step.${name}`;

export type Kept = Readonly<Record<string, string>>;

export function readKept(name: string): Kept {
  try {
    return JSON.parse(localStorage.getItem(keyOf(name)) ?? "{}") as Kept;
  } catch {
    return {};
  }
}

/** For a form's onChange. */
export function keepForm(name: string, form: HTMLFormElement): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(Object.fromEntries(new FormData(form))));
  } catch {
    // Without storage it is typed again.
  }
}

export function forgetKept(name: string): void {
  try {
    localStorage.removeItem(keyOf(name));
  } catch {
    // There is none.
  }
}
