import { brought } from "./brought";
import { entered } from "./entered";
import { Second } from "./Second";

/** The second step, for whoever comes back from a provider. */
export default function SecondStepDoor() {
  return <Second step={brought} onEntered={(signed) => entered(signed, brought.next)} />;
}
