/** Asking people to prove once more that it is them, before what a stolen sign-in must not do. */
type Ask = () => Promise<boolean>;

let ask: Ask = async () => false;
let asking: Promise<boolean> | undefined;

/** Name who asks; the shell does, with a dialog. Resolves to whether the proof was given. */
export function askForProofWith(next: Ask): void {
  ask = next;
}

/** Ask, once for however many requests wait for it. */
export function proveAgain(): Promise<boolean> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}
