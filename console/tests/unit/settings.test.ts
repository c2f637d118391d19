import { describe, expect, it } from "vitest";
import { changesOf } from "../../src/features/settings/audit/reading";
import { wantedKey } from "../../src/features/settings/keys/wanted";
import { faultOf, linesOf, withRule } from "../../src/features/settings/organization/limits";
import { erasedAt } from "../../src/features/settings/organization/week";
import { daysIn, isShorter } from "../../src/features/settings/privacy/days";
import { isSeen, SECTIONS } from "../../src/features/settings/sections";
import { merged } from "../../src/features/settings/security/merging";
import { originsOf } from "../../src/features/settings/security/Origins";
import { working } from "../../src/features/settings/security/shopperKeys";
import { faultsOf } from "../../src/features/settings/security/signOn/faults";
import {
  type readingOf,
  wantedConnection,
} from "../../src/features/settings/security/signOn/wanted";
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

describe("sections", () => {
  const seen = (here: readonly string[], everywhere: readonly string[]) =>
    SECTIONS.filter((one) =>
      isSeen(
        one,
        (right) => here.includes(right),
        (right) => everywhere.includes(right),
      ),
    ).map((one) => one.name);

  it("are those that a right opens, and what is the organization’s needs it everywhere", () => {
    expect(seen(["keys.read"], [])).toEqual(["keys", "security"]);
    expect(seen(["organization.read", "sign_on.write"], [])).toEqual([]);
    expect(seen([], ["organization.read"])).toEqual(["security", "organization"]);
    expect(seen(["stores.write"], [])).toEqual(["privacy", "organization"]);
    expect(seen(["stores.read", "inbox.read"], [])).toEqual([]);
  });
});

describe("roles that need a factor", () => {
  it("keep what somebody else ticked or unticked meanwhile", () => {
    expect(merged(["owner"], ["owner", "admin"], ["owner", "editor"])).toEqual([
      "owner",
      "editor",
      "admin",
    ]);
    expect(merged(["owner", "admin"], ["admin"], ["owner", "admin", "editor"])).toEqual([
      "admin",
      "editor",
    ]);
  });
});

describe("single sign-on", () => {
  const PEM = "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----";
  const rule = { key: "1", group: " buyers ", role: "7", store: "s1" };

  it("is sent with what belongs to its kind, own roles by id", () => {
    const fields = { name: " Corp ", issuer: "https://a.example", client_id: "c" };
    const wanted = wantedConnection({
      kind: "oidc",
      fields,
      rules: [rule, { ...rule, group: " " }, { ...rule, role: "editor", store: "" }],
      own: new Set(["7"]),
    });
    expect(wanted).toMatchObject({ kind: "oidc", name: "Corp", client_secret: null });
    expect(wanted).toMatchObject({ issuer: "https://a.example", metadata: null, certificates: [] });
    expect(wanted.roles).toEqual({
      groups_attribute: "groups",
      default_role: null,
      rules: [
        { group: "buyers", role_id: "7", store_id: "s1" },
        { group: "buyers", role: "editor" },
      ],
    });
  });

  it("takes a metadata document in place of the fields, and certificates one by one", () => {
    const fields = { name: "C", entity_id: "e", sso_url: "https://s", certificates: PEM + PEM };
    const said = { kind: "saml" as const, rules: [], own: new Set<string>() };
    expect(wantedConnection({ ...said, fields })).toMatchObject({ certificates: [PEM, PEM] });
    const document = wantedConnection({ ...said, fields: { ...fields, metadata: "<x/>" } });
    expect(document).toMatchObject({ metadata: "<x/>" });
  });

  it("names what is missing, and wants the secret again for another address", () => {
    const fields = { name: "C", issuer: "https://a.example", client_id: "c", client_secret: "" };
    const known = { issuer: "https://a.example", client_id: "c" } as Parameters<
      typeof readingOf
    >[0];
    expect(faultsOf("oidc", fields, known)).toEqual({});
    expect(faultsOf("oidc", { ...fields, client_id: "d" }, known)).toEqual({
      client_secret: "fault.secret",
    });
    expect(faultsOf("saml", { name: "" }, undefined)).toEqual({
      name: "fault.name",
      metadata: "fault.metadata",
    });
    expect(faultsOf("saml", { name: "C", entity_id: "e", sso_url: "http://s" }, undefined)).toEqual(
      {
        sso_url: "fault.sso",
        certificates: "fault.certificates",
      },
    );
  });
});

describe("shopper keys and origins", () => {
  it("show what still opens something", () => {
    const key = { id: "1", revoked_at: null, expires_at: null };
    const keys = [
      key,
      { ...key, id: "2", expires_at: "2025-12-31T00:00:00Z" },
      { ...key, id: "3", expires_at: "2026-01-02T00:00:00Z" },
      { ...key, id: "4", revoked_at: "2025-01-01T00:00:00Z" },
    ] as unknown as Parameters<typeof working>[0];
    expect(working(keys, NOW).map((one) => one.id)).toEqual(["1", "3"]);
  });

  it("lists sites of working keys of this store, each once", () => {
    const key = { state: "active", stores: ["s1"], origins: ["https://b.example"] };
    const keys = [
      key,
      { ...key, stores: [], origins: ["https://a.example", "https://b.example"] },
      { ...key, stores: ["s2"], origins: ["https://other.example"] },
      { ...key, state: "revoked", origins: ["https://gone.example"] },
    ] as unknown as Parameters<typeof originsOf>[0];
    expect(originsOf(keys, "s1")).toEqual(["https://a.example", "https://b.example"]);
  });
});

describe("rate limits", () => {
  const limit = { per: "key", of: "requests", most: 10, seconds: 60, burst: 5 } as const;

  it("are one line each, with what the organization added", () => {
    const own = { mine: limit, key: { ...limit, most: 3 } };
    const lines = linesOf({ installation: { key: limit }, own, in_force: own });
    expect(lines.map((one) => [one.name, one.limit.most, !!one.installation])).toEqual([
      ["key", 3, true],
      ["mine", 10, false],
    ]);
    expect(linesOf({ installation: {}, own, in_force: {} })).toEqual([]);
  });

  it("leave other own rules as they are", () => {
    expect(withRule({ a: limit, b: limit }, "a", undefined)).toEqual({ b: limit });
    expect(withRule({ b: limit }, "a", { most: 1 })).toEqual({ b: limit, a: { most: 1 } });
  });

  it("are whole numbers, and tighter", () => {
    expect(["0", "", "1.5", "x", "1e1"].map((one) => faultOf(one, 10))).toEqual([
      "few",
      "few",
      "few",
      "few",
      undefined,
    ]);
    expect([faultOf("11", 10), faultOf("10", 10), faultOf("11", undefined)]).toEqual([
      "many",
      undefined,
      undefined,
    ]);
  });
});

describe("days that chats are kept", () => {
  type Kept = Parameters<typeof isShorter>[0];
  const kept = {
    own: { conversation_days: null, trace_days: null },
    installation: { conversation_days: 30, trace_days: 30 },
    in_force: { conversation_days: 30, trace_days: 30 },
    longest_days: 365,
  } as Kept;

  it("are read as whole numbers; empty means as the installation says", () => {
    const read = ["", " ", "14", "0", "366", "1.5", "x"].map((one) => daysIn(one, 365));
    expect(read).toEqual([null, null, 14, undefined, undefined, undefined, undefined]);
  });

  it("ask first where chats would be erased", () => {
    const chats = (kept: Kept, conversation_days: number | null) =>
      isShorter(kept, { conversation_days, trace_days: null }, "conversation_days");
    expect([29, 30, 31, null].map((days) => chats(kept, days))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const longer = { ...kept, in_force: { conversation_days: 90, trace_days: 30 } };
    expect(chats(longer, null)).toBe(true);
    expect(isShorter(kept, { conversation_days: 90, trace_days: 7 }, "trace_days")).toBe(true);
  });

  it("leave a week to bring back what was deleted", () => {
    expect(erasedAt("2026-01-01T00:00:00Z")).toBe("2026-01-08T00:00:00.000Z");
  });
});
