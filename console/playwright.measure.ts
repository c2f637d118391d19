import base from "./playwright.config";

export default { ...base, testDir: "tests/measure", timeout: 1_200_000, workers: 1 };
