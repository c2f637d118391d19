import base from "./playwright.config";

export default { ...base, testDir: "tests/screenshots", timeout: 120_000 };
