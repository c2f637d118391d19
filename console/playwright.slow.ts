/** Flows of minutes; server/tests/end_to_end starts what they need and says where it is. */
import base from "./playwright.config";

const { globalSetup: _, ...rest } = base;
const { storageState: __, ...use } = rest.use ?? {};

export default { ...rest, use, testDir: "tests/slow", timeout: 600_000, workers: 1 };
