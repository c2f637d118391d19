import { describe, expect, it } from "vitest";
import { changesOf } from "../../src/features/settings/audit/reading";
import { wantedKey } from "../../src/features/settings/keys/wanted";
import { addressesIn, bodyOf, difference } from "../../src/features/settings/team/roles";

const NOW = Date.UTC(2026, 0, 1);
const said = {
  kind: "secret" as const,
  name: " Import ",
  store: "demo",
  scopes: ["read"],
  origins: "https://shop.example",
  days: 30,
};

describe("team", () => {
  it("reads addresses however they are written, each once", () => {
    expect(addressesIn(" a@x.example, b@x.example;\nA@x.example a@x.example ")).toEqual([
      "a@x.example",
      "b@x.example",
      "A@x.example",
    ]);
  });

  it("says what is gained and lost", () => {
    expect(difference(["a", "b"], ["b", "c"])).toEqual({ gained: ["c"], lost: ["a"] });
  });

  it("names own roles by id and usual ones by name, everywhere or in one store", () => {
    const own = { id: "7", name: "Buyer", usual: false, permissions: [] };
    expect(bodyOf("7", "", [own])).toEqual({ role_id: "7" });
    expect(bodyOf("editor", "demo", [own])).toEqual({ role: "editor", store: "demo" });
  });
});

describe("keys", () => {
  it("are asked for with what belongs to their kind", () => {
    expect(wantedKey(said, NOW)).toEqual({
      kind: "secret",
      name: "Import",
      stores: ["demo"],
      scopes: ["read"],
      origins: [],
      expires_at: "2026-01-31T00:00:00.000Z",
    });
    expect(wantedKey({ ...said, kind: "publishable", days: 0 }, NOW)).toMatchObject({
      scopes: [],
      origins: ["https://shop.example"],
      expires_at: null,
    });
  });
});

describe("audit log", () => {
  it("shows what became different, and nothing else", () => {
    const before = { name: "A", same: 1, gone: [1] };
    expect(changesOf({ before, after: { name: "B", same: 1 } })).toEqual([
      { field: "name", before: "A", after: "B" },
      { field: "gone", before: "[1]", after: "–" },
    ]);
    expect(changesOf({ before: null, after: null })).toEqual([]);
  });
});
