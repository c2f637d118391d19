/** Every screen as it waits, is refused, has nothing in it, or is looked at by somebody who may change nothing. */
import base from "./playwright.config";

export default { ...base, testDir: "tests/walks" };
